package balanza.balancer;

import balanza.balancer.drain.InFlightTeller;
import balanza.balancer.journal.Journal;
import balanza.balancer.journal.JournalWriter;
import balanza.balancer.routing.RoutingTable;
import balanza.balancer.routing.TableSync;
import balanza.bus.Bus;
import balanza.names.Resolver;
import balanza.runtime.Env;
import balanza.runtime.Health;
import balanza.runtime.Service;
import balanza.runtime.Start;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.LongAdder;
import java.util.UUID;

/** The balancer: for the process one table, one feed for it and one journal; for each core one verticle that serves. */
public final class BalancerService implements Service {
    @Override
    public String name() {
        return "balancer";
    }

    @Override
    public Start configure(Env env) {
        BalancerConfig config = BalancerConfig.from(env);
        return (vertx, health) -> start(vertx, health, config);
    }

    private static Future<?> start(Vertx vertx, Health health, BalancerConfig config) {
        Bus bus = new Bus(vertx);
        RoutingTable table = new RoutingTable(config.limits().routeDefaults());
        Journal journal = new Journal();
        health.ready("balancer", table::complete);
        health.figure("journal_stored", journal::stored);
        health.figure("journal_dropped", journal::dropped);
        health.figure("journal_waiting", journal::waiting);
        LongAdder inFlight = new LongAdder();
        health.figure("in_flight", inFlight::sum);
        Resolver names = new Resolver(vertx);
        String self = UUID.randomUUID().toString();
        int cores = Runtime.getRuntime().availableProcessors();
        return Future.all(
                vertx.deployVerticle(new TableSync(bus, table, config.reconcileInterval())),
                vertx.deployVerticle(new InFlightTeller(bus, table, self)),
                vertx.deployVerticle(
                        new JournalWriter(bus, journal),
                        new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)),
                vertx.deployVerticle(
                        () -> new BalancerVerticle(config, bus, table, journal, names, inFlight),
                        () -> new BalancerVerticle(config, bus, table, journal, self),
                        new DeploymentOptions().setInstances(cores)));
    }
}
