package balanza.balancer;

import balanza.balancer.drain.InFlightTeller;
import balanza.balancer.http.Connections;
import balanza.balancer.http.PortAddress;
import balanza.balancer.http.Ports;
import balanza.balancer.journal.Journal;
import balanza.balancer.journal.JournalWriter;
import balanza.balancer.routing.RoutingTable;
import balanza.balancer.routing.TableSync;
import balanza.balancer.tls.CertificateFiles;
import balanza.balancer.tls.CertificateWatch;
import balanza.balancer.tls.ServerCertificate;
import balanza.bus.Bus;
import balanza.names.Resolver;
import balanza.runtime.Health;
import balanza.runtime.Start;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A balancer's beginning and end. It has, for the process, one table, one feed for it, one journal, one count of connections
 * and one watch over the certificate; and for each core one verticle that serves.
 */
final class BalancerStart implements Start {
    private static final DeploymentOptions AS_WORKER = new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER);

    private static final DeploymentOptions ON_EVERY_CORE =
            new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());

    /** For what happens between the steps of the drain. */
    private static final Duration DRAIN_SLACK = Duration.ofSeconds(2);

    private final BalancerConfig config;
    private final RoutingTable table;
    private final Journal journal = new Journal();
    private final Ports ports = new Ports();
    private final Connections connections;
    private volatile @Nullable Vertx running;

    BalancerStart(BalancerConfig config) {
        this.config = config;
        table = new RoutingTable(config.limits().routeDefaults());
        connections = new Connections(
                config.connections(), config.wire().keepAlive(), config.drain().limit());
    }

    @Override
    public Future<?> start(Vertx vertx, Health health) {
        Bus bus = new Bus(vertx);
        BooleanSupplier ready = () -> table.complete() && !health.draining();
        health.ready("balancer", ready);
        figures(health);
        running = vertx;
        String id = UUID.randomUUID().toString();
        Resolver names = new Resolver(vertx);
        LongAdder inFlight = new LongAdder();
        LongAdder inLane = new LongAdder();
        health.figure("in_flight", inFlight::sum);
        health.figure("lane_requests", inLane::sum);
        return vertx.executeBlocking(() -> find(vertx))
                .map(found -> new Shared(
                        id, config, found, bus, table, names, journal, inFlight, inLane, ports, connections, ready))
                .compose(shared -> Future.all(List.of(
                        vertx.deployVerticle(new TableSync(bus, table, config.reconcileInterval())),
                        vertx.deployVerticle(new InFlightTeller(bus, table, id)),
                        vertx.deployVerticle(new JournalWriter(bus, journal), AS_WORKER),
                        vertx.deployVerticle(() -> new BalancerVerticle(shared), ON_EVERY_CORE),
                        vertx.deployVerticle(new NamesOwner(names)),
                        watch(vertx, shared.found().secure()))));
    }

    @Override
    public Future<?> drain() {
        Vertx vertx = running;
        if (vertx == null) {
            return Future.succeededFuture();
        }
        Duration grace = config.drain().grace();
        return (grace.isZero() ? Future.succeededFuture() : vertx.timer(grace.toMillis()))
                .compose(noticed -> connections.lastCall(vertx))
                .compose(heard -> ports.close(config.drain().limit()));
    }

    @Override
    public Duration drainLimit() {
        return config.drain().grace().plus(config.drain().limit()).plus(DRAIN_SLACK);
    }

    private void figures(Health health) {
        health.figure("journal_stored", journal::stored);
        health.figure("journal_dropped", journal::dropped);
        health.figure("journal_waiting", journal::waiting);
        health.figure("connections_open", connections::open);
        health.figure("connections_refused", connections::refused);
    }

    /**
     * What is found out before anything is opened.
     *
     * @param plain where the port is without TLS
     * @param secure the port with TLS, if there is to be one
     * @param authorities of https nodes
     */
    record Found(PortAddress plain, Optional<SecurePort> secure, TrustOptions authorities) {}

    /** Where the port with TLS is, and what clients are shown there. */
    record SecurePort(PortAddress where, ServerCertificate certificate, CertificateFiles files) {}

    private Found find(Vertx vertx) throws IOException {
        PortAddress plain = PortAddress.find(vertx, config.host(), config.port());
        return new Found(plain, findSecure(vertx), config.nodeTrust().load());
    }

    private Optional<SecurePort> findSecure(Vertx vertx) throws IOException {
        if (config.tls().isEmpty()) {
            return Optional.empty();
        }
        BalancerConfig.Tls tls = config.tls().get();
        ServerCertificate certificate = ServerCertificate.read(vertx, tls.files());
        PortAddress where = PortAddress.find(vertx, config.host(), tls.port());
        return Optional.of(new SecurePort(where, certificate, tls.files()));
    }

    private Future<?> watch(Vertx vertx, Optional<SecurePort> port) {
        return port.<Future<?>>map(secure -> vertx.deployVerticle(
                        new CertificateWatch(
                                secure.files(), CertificateWatch.INTERVAL, secure.certificate(), ports::show),
                        AS_WORKER))
                .orElseGet(Future::succeededFuture);
    }

    /** Closes the resolver when everything is closed. */
    private static final class NamesOwner extends VerticleBase {
        private final Resolver names;

        NamesOwner(Resolver names) {
            this.names = names;
        }

        @Override
        public Future<?> stop() {
            names.close();
            return Future.succeededFuture();
        }
    }
}
