package balanza.e2e.site;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The nodes of one test, all closed when it ends. */
public final class Nodes implements AfterEachCallback {
    private static final class Loops {
        static final Vertx VERTX = Vertx.vertx();
    }

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** The event loops of nodes and load. */
    public static Vertx vertx() {
        return Loops.VERTX;
    }

    /** Answers 200 with a text. */
    public TestNode saying(String text) {
        return answering(response -> response.end(text));
    }

    /** Answers as told, once the whole request has come. */
    public TestNode answering(Consumer<HttpServerResponse> answer) {
        return opened(TestNode.start(vertx(), answer));
    }

    /** Does as told with each request as it begins, and takes no WebSockets. */
    public ServingNode serving(Handler<HttpServerRequest> requests) {
        return opened(ServingNode.ofRequests(vertx(), requests));
    }

    /** Does as told with each request as it begins, over TLS. */
    public ServingNode servingOverTls(SelfSignedCertificate own, Handler<HttpServerRequest> requests) {
        return opened(ServingNode.overTls(vertx(), own, requests));
    }

    /** Does as told with each WebSocket. */
    public ServingNode webSocket(Handler<ServerWebSocket> sockets) {
        return opened(ServingNode.ofWebSockets(vertx(), sockets));
    }

    /** Answers with these bytes. */
    public RawNode sending(String answer) {
        return playing(peer -> peer.send(answer));
    }

    /** Closes the connection when a request has come. */
    public RawNode dropping() {
        return playing(peer -> {});
    }

    /** Answers with a script. */
    public RawNode playing(RawNode.Script script) {
        return opened(RawNode.start(script));
    }

    /** The sample node, in a process of its own that can be killed. */
    public NodeProgram program() {
        return opened(NodeProgram.start());
    }

    /** A node that writes down what it has done and fails as it is told, in a process of its own. */
    public LedgerProgram ledger() {
        return opened(LedgerProgram.start());
    }

    /** A port that stays closed: it is taken, but nobody listens. */
    public int refusing() {
        try {
            Socket taken = opened(new Socket());
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return taken.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }
}
