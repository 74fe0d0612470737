package balanza.balancer;

import balanza.balancer.BalancerStart.SecurePort;
import balanza.balancer.control.ControlRoutes;
import balanza.balancer.control.SettingDefaults;
import balanza.balancer.drain.Drains;
import balanza.balancer.forward.Forwarder;
import balanza.balancer.forward.Limits;
import balanza.balancer.http.BalanceHandler;
import balanza.balancer.http.FrontDoor;
import balanza.balancer.http.Http2Guard;
import balanza.balancer.http.PortAddress;
import balanza.balancer.http.SecureDoor;
import balanza.balancer.lane.FastLane;
import balanza.balancer.wire.AnswerGuard;
import balanza.balancer.wire.RequestGuard;
import balanza.balancer.wire.SilenceLimit;
import balanza.balancer.wire.WireLimits;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the public ports on one event loop. */
final class BalancerVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(BalancerVerticle.class);

    private final Shared shared;
    private final List<HttpServer> servers = new ArrayList<>();

    /** Kept here because Vert.x closes a client that nothing refers to. */
    private @Nullable HttpClient client;

    private @Nullable FastLane lane;

    BalancerVerticle(Shared shared) {
        this.shared = shared;
    }

    @Override
    public Future<?> start() {
        Limits limits = shared.config().limits();
        HttpClient nodes = vertx.httpClientBuilder()
                .with(limits.client().setTrustOptions(shared.found().authorities()))
                .with(limits.pool())
                .withConnectHandler(BalancerVerticle::guard)
                .build();
        client = nodes;
        Drains drains = new Drains(vertx, shared.bus(), shared.id());
        Forwarder forwarder = new Forwarder(vertx, nodes, shared.names(), limits, shared.inFlight());
        lane = shared.config().fastLane() ? lane(forwarder) : null;
        FrontDoor door = new FrontDoor(
                new BalanceHandler(
                        shared.table(),
                        forwarder,
                        shared.journal(),
                        shared.config().trusted()),
                ControlRoutes.router(
                        vertx, shared.bus(), shared.table(), drains, SettingDefaults.of(limits), shared.ready()));
        return drains.start().compose(hearing -> openPlain(door)).compose(open -> openSecure(door));
    }

    @Override
    public Future<?> stop() {
        Future<?> closed = Future.all(servers.stream().map(HttpServer::close).toList());
        return closed.eventually(this::closeNodes);
    }

    private Future<?> closeNodes() {
        if (lane != null) {
            lane.close();
        }
        return client == null ? Future.succeededFuture() : client.close();
    }

    private FastLane lane(Forwarder forwarder) {
        return new FastLane(
                vertx,
                shared.table(),
                shared.names(),
                shared.journal(),
                shared.config().trusted(),
                shared.config().limits(),
                shared.config().wire(),
                forwarder.watch(),
                shared.inLane(),
                shared.inFlight(),
                shared.connections()::leaving);
    }

    private Future<?> openPlain(FrontDoor door) {
        return open(FrontDoor.options(), door, shared.found().plain()).onSuccess(shared.ports()::opened);
    }

    /** Where there is a certificate. */
    private Future<?> openSecure(FrontDoor door) {
        return shared.found()
                .secure()
                .<Future<?>>map(port -> openSecure(door, port))
                .orElseGet(Future::succeededFuture);
    }

    private Future<?> openSecure(FrontDoor door, SecurePort port) {
        WireLimits wire = shared.config().wire();
        HttpServerOptions options = SecureDoor.options(FrontDoor.options(), port.certificate(), wire);
        return open(options, new Http2Guard(wire, door), port.where()).onSuccess(shared.ports()::openedSecure);
    }

    private Future<HttpServer> open(HttpServerOptions options, Handler<HttpServerRequest> door, PortAddress where) {
        HttpServer server = vertx.createHttpServer(where.with(options));
        servers.add(server);
        return server.requestHandler(request -> {
                    if (shared.connections().begin(request)) {
                        door.handle(request);
                    } // Else its connection is being closed.
                })
                .invalidRequestHandler(FrontDoor::refuse)
                .connectionHandler(this::take)
                .listen(where.next());
    }

    private void take(HttpConnection connection) {
        expectTrouble(connection);
        SilenceLimit.lift(connection);
        if (connection.remoteAddress() == null || connection.localAddress() == null) {
            connection
                    .close(); // Reset before it was taken, which io_uring tells in this way: there is nobody to serve.
            return;
        }
        if (!shared.connections().admit(connection)) {
            return;
        }
        if (lane == null) {
            RequestGuard.install(connection, shared.config().wire());
        } else {
            lane.take(connection);
        }
    }

    private static void guard(HttpConnection toNode) {
        AnswerGuard.install(toNode);
        expectTrouble(toNode);
    }

    /** Strangers break connections and send garbage all day; Vert.x would log each time at error, in their words. */
    private static void expectTrouble(HttpConnection connection) {
        connection.exceptionHandler(trouble -> LOG.debug("A connection broke: {}", trouble.getMessage()));
    }
}
