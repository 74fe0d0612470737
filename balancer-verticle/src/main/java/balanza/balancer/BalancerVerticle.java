package balanza.balancer;

import balanza.balancer.BalancerStart.FilesRead;
import balanza.balancer.forward.Forwarder;
import balanza.balancer.http.BalanceHandler;
import balanza.balancer.http.Connections;
import balanza.balancer.http.ControlRoutes;
import balanza.balancer.http.FrontDoor;
import balanza.balancer.http.Http2Guard;
import balanza.balancer.http.Ports;
import balanza.balancer.http.SecureDoor;
import balanza.balancer.journal.Journal;
import balanza.balancer.routing.Policy;
import balanza.balancer.routing.RoutingTable;
import balanza.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the public ports on one event loop. */
final class BalancerVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(BalancerVerticle.class);

    private final BalancerConfig config;
    private final Bus bus;
    private final RoutingTable table;
    private final Journal journal;
    private final Ports ports;
    private final Connections connections;
    private final BooleanSupplier ready;
    private final FilesRead files;
    private final List<HttpServer> servers = new ArrayList<>();

    /** Kept here because Vert.x closes a client that nothing refers to. */
    private @Nullable HttpClient client;

    BalancerVerticle(
            BalancerConfig config,
            Bus bus,
            RoutingTable table,
            Journal journal,
            Ports ports,
            Connections connections,
            BooleanSupplier ready,
            FilesRead files) {
        this.config = config;
        this.bus = bus;
        this.table = table;
        this.journal = journal;
        this.ports = ports;
        this.connections = connections;
        this.ready = ready;
        this.files = files;
    }

    @Override
    public Future<?> start() {
        HttpClient nodes = vertx.httpClientBuilder()
                .with(config.limits().client().setTrustOptions(files.authorities()))
                .with(config.limits().pool())
                .withConnectHandler(BalancerVerticle::expectTrouble)
                .build();
        client = nodes;
        FrontDoor door = new FrontDoor(
                new BalanceHandler(table, new Forwarder(nodes, Policy.random(), config.limits()), journal),
                ControlRoutes.router(vertx, bus, table, ready));
        HttpServerOptions plain = FrontDoor.options();
        Future<?> open = open(plain, door, config.port()).onSuccess(ports::opened);
        return open.compose(opened -> config.tls()
                .flatMap(tls -> files.certificate()
                        .map(certificate -> SecureDoor.options(plain, certificate, config.wire()))
                        .map(options -> open(options, new Http2Guard(config.wire(), door), tls.port())
                                .onSuccess(ports::openedSecure)))
                .orElse(Future.succeededFuture()));
    }

    @Override
    public Future<?> stop() {
        Future<?> closed = Future.all(servers.stream().map(HttpServer::close).toList());
        return closed.eventually(() -> client == null ? Future.succeededFuture() : client.close());
    }

    private Future<HttpServer> open(HttpServerOptions options, Handler<HttpServerRequest> door, int port) {
        HttpServer server = vertx.createHttpServer(options);
        servers.add(server);
        return server.requestHandler(request -> {
                    connections.begin(request);
                    door.handle(request);
                })
                .invalidRequestHandler(FrontDoor::refuse)
                .connectionHandler(this::take)
                .listen(port, config.host());
    }

    private void take(HttpConnection connection) {
        expectTrouble(connection);
        connections.admit(connection);
    }

    /** Strangers break connections and send garbage all day; Vert.x would log each time at error, in their words. */
    private static void expectTrouble(HttpConnection connection) {
        connection.exceptionHandler(trouble -> LOG.debug("A connection broke: {}", trouble.getMessage()));
    }
}
