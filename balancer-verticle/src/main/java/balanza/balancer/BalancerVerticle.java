package balanza.balancer;

import balanza.balancer.forward.Forwarder;
import balanza.balancer.forward.Limits;
import balanza.balancer.http.BalanceHandler;
import balanza.balancer.http.ControlRoutes;
import balanza.balancer.http.FrontDoor;
import balanza.balancer.journal.Journal;
import balanza.balancer.routing.Policy;
import balanza.balancer.routing.RoutingTable;
import balanza.balancer.wire.RequestGuard;
import balanza.balancer.wire.WireLimits;
import balanza.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the public port on one event loop. */
final class BalancerVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(BalancerVerticle.class);

    private final BalancerConfig config;
    private final Bus bus;
    private final RoutingTable table;
    private final Journal journal;

    /** Kept here because Vert.x closes a client that nothing refers to. */
    private @Nullable HttpClient client;

    private @Nullable HttpServer server;

    BalancerVerticle(BalancerConfig config, Bus bus, RoutingTable table, Journal journal) {
        this.config = config;
        this.bus = bus;
        this.table = table;
        this.journal = journal;
    }

    @Override
    public Future<?> start() {
        HttpClient nodes = vertx.httpClientBuilder()
                .with(Limits.client())
                .with(Limits.pool())
                .withConnectHandler(BalancerVerticle::expectTrouble)
                .build();
        HttpServer port = vertx.createHttpServer(FrontDoor.options());
        client = nodes;
        server = port;
        FrontDoor door = new FrontDoor(
                new BalanceHandler(table, new Forwarder(nodes, Policy.random()), journal),
                ControlRoutes.router(vertx, bus, table));
        return port.requestHandler(door)
                .invalidRequestHandler(FrontDoor::refuse)
                .connectionHandler(BalancerVerticle::guard)
                .listen(config.port(), config.host());
    }

    @Override
    public Future<?> stop() {
        Future<?> closed = server == null ? Future.succeededFuture() : server.close();
        return closed.eventually(() -> client == null ? Future.succeededFuture() : client.close());
    }

    private static void guard(HttpConnection connection) {
        expectTrouble(connection);
        RequestGuard.install(connection, WireLimits.DEFAULT);
    }

    /** Strangers break connections and send garbage all day; Vert.x would log each time at error, in their words. */
    private static void expectTrouble(HttpConnection connection) {
        connection.exceptionHandler(trouble -> LOG.debug("A connection broke: {}", trouble.getMessage()));
    }
}
