package balanza.e2e.site;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.SelfSignedCertificate;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A node that does as told with each request as it begins, or with each WebSocket. It is always healthy. */
public final class ServingNode implements AutoCloseable {
    /** The one that it speaks over WebSockets, if asked to. */
    public static final String SUBPROTOCOL = "soap";

    private static final String STATUS_TARGET = "/" + Tenant.STATUS_PATH;
    private static final int LARGEST_FRAME_BYTES = 2 << 20;

    private final HttpServer server;
    private final AtomicInteger connections = new AtomicInteger();

    private ServingNode(Vertx vertx, HttpServerOptions options, Handler<HttpServerRequest> requests) {
        server = vertx.createHttpServer(options.addWebSocketSubProtocol(SUBPROTOCOL)
                        .setMaxWebSocketFrameSize(LARGEST_FRAME_BYTES)
                        .setMaxWebSocketMessageSize(LARGEST_FRAME_BYTES))
                .connectionHandler(connection -> {
                    connections.incrementAndGet();
                    connection.closeHandler(closed -> connections.decrementAndGet());
                })
                .requestHandler(request -> {
                    if (request.uri().equals(STATUS_TARGET)) {
                        request.response().end();
                    } else {
                        requests.handle(request);
                    }
                });
    }

    /** Takes no WebSockets. */
    static ServingNode ofRequests(Vertx vertx, Handler<HttpServerRequest> requests) {
        return new ServingNode(vertx, new HttpServerOptions(), requests).listen();
    }

    /** Speaks TLS, as the owner of a certificate. */
    static ServingNode overTls(Vertx vertx, SelfSignedCertificate own, Handler<HttpServerRequest> requests) {
        HttpServerOptions options = new HttpServerOptions().setSsl(true).setKeyCertOptions(own.keyCertOptions());
        return new ServingNode(vertx, options, requests).listen();
    }

    /** Has nothing but WebSockets. */
    static ServingNode ofWebSockets(Vertx vertx, Handler<ServerWebSocket> sockets) {
        ServingNode node = new ServingNode(vertx, new HttpServerOptions(), request -> request.response()
                .setStatusCode(404)
                .end());
        node.server.webSocketHandler(sockets);
        return node.listen();
    }

    private ServingNode listen() {
        TestNode.await(server.listen(0, "127.0.0.1"));
        return this;
    }

    /** Where it listens. */
    public int port() {
        return server.actualPort();
    }

    /** How many connections it has now, but for WebSockets. */
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        TestNode.await(server.shutdown(0, TimeUnit.SECONDS));
    }
}
