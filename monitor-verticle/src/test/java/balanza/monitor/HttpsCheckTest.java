package balanza.monitor;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.Endpoint;
import balanza.contract.NodeState;
import balanza.contract.Scheme;
import balanza.monitor.Outcome.Failed;
import balanza.monitor.Outcome.Passed;
import balanza.names.Resolver;
import balanza.runtime.NodeTrust;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SelfSignedCertificate;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpsCheckTest {
    private static final String HOST = "shop.test";
    private static final SelfSignedCertificate OURS = SelfSignedCertificate.create(HOST);
    private static final SelfSignedCertificate STRANGERS = SelfSignedCertificate.create(HOST);
    private static final SelfSignedCertificate OTHERS = SelfSignedCertificate.create("other.test");
    /** The first handshake of a JVM may take a while. */
    private static final Duration LONG = Duration.ofSeconds(8);

    private final Vertx vertx = TestVertx.open();
    private final List<HealthCheck> checks = new ArrayList<>();

    @AfterAll
    static void delete() {
        List.of(OURS, STRANGERS, OTHERS).forEach(SelfSignedCertificate::delete);
    }

    @AfterEach
    void close() throws Exception {
        checks.forEach(HealthCheck::close);
        vertx.close().await(10, SECONDS);
    }

    @Test
    void passesANodeWhoseCertificateIsGoodAndNamesIt() throws Exception {
        BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        int port = https(OURS, request -> {
            asked.add(request.connection().indicatedServerName() + " " + request.authority() + request.uri());
            request.response().end();
        });

        assertThat(check(port, Optional.of(OURS), LONG)).isEqualTo(new Passed(200));
        assertThat(asked).containsExactly(HOST + " " + HOST + ":" + port + "/status");
    }

    @Test
    void goesByTheStatusAsEver() throws Exception {
        int port = https(OURS, request -> request.response().setStatusCode(503).end());

        assertThat(check(port, Optional.of(OURS), LONG)).isEqualTo(new Failed("status 503 (expected: 200)"));
    }

    @Test
    void failsANodeWhoseCertificateNobodyVouchesFor() throws Exception {
        int port = https(STRANGERS, request -> request.response().end());

        assertThat(check(port, Optional.of(OURS), LONG)).isEqualTo(new Failed("certificate not trusted"));
        assertThat(check(port, Optional.empty(), LONG)).isEqualTo(new Failed("certificate not trusted"));
    }

    @Test
    void failsANodeThatShowsAnothersCertificate() throws Exception {
        int port = https(OTHERS, request -> request.response().end());

        assertThat(check(port, Optional.of(OTHERS), LONG)).isEqualTo(new Failed("certificate of another host"));
    }

    @Test
    void failsANodeThatDoesNotSpeakTls() throws Exception {
        int port = vertx.createHttpServer()
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1")
                .await(10, SECONDS)
                .actualPort();

        assertThat(check(port, Optional.empty(), LONG)).isEqualTo(new Failed("no TLS"));
    }

    @Test
    void failsANodeThatHangsUpInTheHandshake() throws Exception {
        int port = tcp(socket -> socket.handler(hello -> socket.close()));

        assertThat(check(port, Optional.empty(), LONG)).isEqualTo(new Failed("connection closed in the TLS handshake"));
    }

    @Test
    void failsANodeThatIsSilentInTheHandshake() throws Exception {
        int port = tcp(socket -> {});

        assertThat(check(port, Optional.empty(), Duration.ofSeconds(1))).isEqualTo(new Failed("no answer within 1 s"));
    }

    private Outcome check(int port, Optional<SelfSignedCertificate> authority, Duration timeout) throws Exception {
        var trust = new NodeTrust(authority.map(known -> Path.of(known.certificatePath())));
        var resolver = new Resolver(vertx, Duration.ofSeconds(1), host -> InetAddress.getAllByName("127.0.0.1"));
        var check = new HealthCheck(vertx, resolver, trust.load());
        checks.add(check);
        var node = Samples.node(Scheme.HTTPS, new Endpoint(HOST, port), "/status", NodeState.UP);
        var settings = new CheckSettings(timeout, timeout, 2, 2, Statuses.of(null));
        return check.check(Samples.watched(node, settings)).await(10, SECONDS);
    }

    private int https(SelfSignedCertificate certificate, Handler<HttpServerRequest> handler) throws Exception {
        var options = new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(certificate.keyCertOptions());
        return vertx.createHttpServer(options)
                .requestHandler(handler)
                .listen(0, "127.0.0.1")
                .await(10, SECONDS)
                .actualPort();
    }

    private int tcp(Handler<NetSocket> handler) throws Exception {
        return vertx.createNetServer()
                .connectHandler(handler)
                .listen(0, "127.0.0.1")
                .await(10, SECONDS)
                .actualPort();
    }
}
