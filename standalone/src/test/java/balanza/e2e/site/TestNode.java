package balanza.e2e.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A node that answers as it is told, and remembers what it was asked. Questions after its health are no requests. */
public final class TestNode implements AutoCloseable {
    private static final Duration REFUSES_WITHIN = Duration.ofSeconds(5);
    private static final int REMEMBERED = 2_000;
    private static final String STATUS_TARGET = "/" + Tenant.STATUS_PATH;

    private final HttpServer server;
    private final Consumer<HttpServerResponse> answer;
    private final ConcurrentLinkedQueue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong probes = new AtomicLong();
    private volatile int health = 200;
    private int port;

    private TestNode(Vertx vertx, Consumer<HttpServerResponse> answer) {
        this.answer = answer;
        server = vertx.createHttpServer(new HttpServerOptions().setMaxInitialLineLength(16_384))
                .requestHandler(this::handle);
    }

    /** Listens on a free port of the loopback address. */
    static TestNode start(Vertx vertx, Consumer<HttpServerResponse> answer) {
        TestNode node = new TestNode(vertx, answer);
        node.port = await(node.server.listen(0, "127.0.0.1")).actualPort();
        return node;
    }

    /** Where it listens, also after it was closed. */
    public int port() {
        return port;
    }

    /** From now on answers questions after its health with this status. */
    public void health(int status) {
        health = status;
    }

    /** How often it was asked anything but its health. */
    public long requests() {
        return requests.get();
    }

    /** How often it was asked after its health. */
    public long probes() {
        return probes.get();
    }

    /** The first {@value #REMEMBERED} requests. */
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** The only request. */
    public Seen onlySeen() {
        if (seen.size() != 1) {
            throw new AssertionError("expected one request, but: " + seen);
        }
        return seen.element();
    }

    /** Cuts all connections and refuses new ones from when this returns. */
    @Override
    public void close() {
        await(server.shutdown(0, TimeUnit.SECONDS));
        Poll.until(REFUSES_WITHIN, () -> assertThat(Ports.taken(port)).isFalse());
    }

    private void handle(HttpServerRequest request) {
        if (request.uri().equals(STATUS_TARGET) && request.method().equals(HttpMethod.GET)) {
            probes.incrementAndGet();
            request.response().setStatusCode(health).end();
            return;
        }
        if (requests.incrementAndGet() > REMEMBERED) {
            answer.accept(request.response());
            return;
        }
        Handler<String> then = body -> {
            seen.add(new Seen(request.method().name(), request.uri(), request.headers(), body));
            answer.accept(request.response());
        };
        request.body().onSuccess(body -> then.handle(body.toString()));
    }

    static <T> T await(io.vertx.core.Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
