package balanza.balancer;

import balanza.balancer.drain.Drains;
import balanza.balancer.forward.Forwarder;
import balanza.balancer.forward.TrustedProxies;
import balanza.balancer.http.BalanceHandler;
import balanza.balancer.http.ControlRoutes;
import balanza.balancer.http.FrontDoor;
import balanza.balancer.http.SettingDefaults;
import balanza.balancer.journal.Journal;
import balanza.balancer.routing.RoutingTable;
import balanza.balancer.wire.AnswerGuard;
import balanza.bus.Bus;
import balanza.names.Resolver;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.atomic.LongAdder;
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
    private final Resolver names;
    private final LongAdder inFlight;
    private final String self;

    /** Kept here because Vert.x closes a client that nothing refers to. */
    private @Nullable HttpClient client;

    private @Nullable HttpServer server;

    /** @param inFlight counts the balance requests under way */
    BalancerVerticle(
            BalancerConfig config, Bus bus, RoutingTable table, Journal journal, Resolver names, LongAdder inFlight) {
    /** @param self what this process calls itself among the balancers */
    BalancerVerticle(BalancerConfig config, Bus bus, RoutingTable table, Journal journal, String self) {
        this.config = config;
        this.bus = bus;
        this.table = table;
        this.journal = journal;
        this.names = names;
        this.inFlight = inFlight;
        this.self = self;
    }

    @Override
    public Future<?> start() {
        HttpClient nodes = vertx.httpClientBuilder()
                .with(config.limits().client())
                .with(config.limits().pool())
                .withConnectHandler(connection -> {
                    AnswerGuard.install(connection);
                    expectTrouble(connection);
                })
                .build();
        HttpServer port = vertx.createHttpServer(FrontDoor.options());
        client = nodes;
        server = port;
        Drains drains = new Drains(vertx, bus, self);
        FrontDoor door = new FrontDoor(
                new BalanceHandler(
                        table,
                        new Forwarder(vertx, nodes, names, config.limits(), inFlight),
                        journal,
                        TrustedProxies.NONE),
                ControlRoutes.router(vertx, bus, table));
        return port.requestHandler(door)
                new BalanceHandler(table, new Forwarder(nodes, Policy.random()), journal),
                ControlRoutes.router(vertx, bus, table, drains, SettingDefaults.STANDARD));
        port.requestHandler(door)
                .invalidRequestHandler(FrontDoor::refuse)
                .connectionHandler(BalancerVerticle::expectTrouble);
        return drains.start().compose(listening -> port.listen(config.port(), config.host()));
    }

    @Override
    public Future<?> stop() {
        Future<?> closed = server == null ? Future.succeededFuture() : server.close();
        return closed.eventually(() -> client == null ? Future.succeededFuture() : client.close());
    }

    /** Strangers break connections and send garbage all day; Vert.x would log each time at error, in their words. */
    private static void expectTrouble(HttpConnection connection) {
        connection.exceptionHandler(trouble -> LOG.debug("A connection broke: {}", trouble.getMessage()));
    }
}
