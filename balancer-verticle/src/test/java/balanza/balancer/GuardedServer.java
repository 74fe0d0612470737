package balanza.balancer;

import static balanza.balancer.Soon.soon;

import balanza.balancer.http.FrontDoor;
import balanza.balancer.wire.RequestGuard;
import balanza.balancer.wire.WireLimits;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** A port with a guard on each connection, and a handler of the test's own behind it. */
final class GuardedServer implements Closeable {
    final Vertx vertx = TestVertx.open();
    private final HttpServer server;

    private GuardedServer(HttpServerOptions options, WireLimits limits, Handler<HttpServerRequest> handler) {
        server = soon(vertx.createHttpServer(options)
                .connectionHandler(connection -> RequestGuard.install(connection, limits))
                .invalidRequestHandler(FrontDoor::refuse)
                .requestHandler(handler)
                .listen(0, "127.0.0.1"));
    }

    static GuardedServer handling(Handler<HttpServerRequest> handler) {
        return new GuardedServer(FrontDoor.options(), WireLimits.DEFAULT, handler);
    }

    static GuardedServer handling(HttpServerOptions options, Handler<HttpServerRequest> handler) {
        return new GuardedServer(options, WireLimits.DEFAULT, handler);
    }

    static GuardedServer patient(Duration head, Duration keepAlive, Handler<HttpServerRequest> handler) {
        return new GuardedServer(FrontDoor.options(), new WireLimits(8_192, 16_384, 100, head, keepAlive), handler);
    }

    /** The guard of a request's connection. */
    static RequestGuard guard(HttpServerRequest request) {
        var guard = RequestGuard.of(request.connection());
        if (guard == null) {
            throw new AssertionError("no guard");
        }
        return guard;
    }

    Wire connect() throws IOException {
        return Wire.to(server.actualPort());
    }

    int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        soon(vertx.close());
    }
}
