package balanza.monitor;

import balanza.bus.Bus;
import balanza.contract.Event.MonitorAlive;
import balanza.contract.MonitorRequest.CheckMonitor;
import balanza.contract.Present;
import balanza.feed.AppFeed;
import balanza.runtime.Health;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Checks the nodes of all apps, in turns with the other monitors. Its {@link #start} lists all it answers and hears. It
 * keeps no data: one that dies or starts anew changes nobody's state.
 */
final class MonitorVerticle extends VerticleBase {
    private static final long ALIVE_INTERVAL_MS = 1_000;
    private static final long LONGEST_TICK_MS = 100;
    private static final long TICKS_PER_INTERVAL = 10;

    private final String id = UUID.randomUUID().toString();
    private final Bus bus;
    private final MonitorConfig config;
    private final HealthCheck check;
    private final Share share = new Share(id);
    private final Rounds rounds;
    private final Watchlist watchlist;

    /** @param check closed with this verticle */
    MonitorVerticle(Bus bus, MonitorConfig config, HealthCheck check, Health health) {
        this.bus = bus;
        this.config = config;
        this.check = check;
        rounds = new Rounds(MonitorVerticle::now, share, check, new Verdicts(bus));
        watchlist = new Watchlist(
                MonitorVerticle::now,
                app -> CheckSettings.of(config, app.settings().healthCheck()),
                rounds);
        health.ready("monitor", watchlist::isComplete);
        health.figure("monitor.checks-made", rounds::made);
    }

    @Override
    public Future<?> start() {
        long tick = Math.min(LONGEST_TICK_MS, Math.max(1, config.interval().toMillis() / TICKS_PER_INTERVAL));
        vertx.setPeriodic(tick, due -> rounds.run());
        vertx.setPeriodic(0, ALIVE_INTERVAL_MS, due -> bus.tell(new MonitorAlive(id)));
        return Future.all(
                bus.hear(MonitorAlive.class, this::heard),
                bus.answer(CheckMonitor.class, (request, deadline) -> Future.succeededFuture(new Present())),
                new AppFeed(vertx, bus, config.reconcile(), watchlist).start());
    }

    /** First of all the rounds: checks that fail because the client closes say nothing about their nodes. */
    @Override
    public Future<?> stop() {
        rounds.stop();
        check.close();
        return Future.succeededFuture();
    }

    /** A newcomer is answered, so that it need not wait to know whom it shares the nodes with. */
    private void heard(MonitorAlive alive) {
        if (share.heard(alive.monitor(), now())) {
            bus.tell(new MonitorAlive(id));
        }
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
