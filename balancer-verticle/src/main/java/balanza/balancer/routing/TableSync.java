package balanza.balancer.routing;

import balanza.bus.Bus;
import balanza.contract.App;
import balanza.contract.Event.NodeDown;
import balanza.contract.Event.NodeUp;
import balanza.contract.Tombstone;
import balanza.feed.AppFeed;
import balanza.feed.AppListener;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** Feeds the process's one {@link RoutingTable}: apps from the registry, health from the monitors. */
public final class TableSync extends VerticleBase implements AppListener {
    private static final Duration TOMBSTONE_SWEEP = Duration.ofMinutes(1);

    private final Bus bus;
    private final RoutingTable table;
    private final Duration reconcileInterval;

    public TableSync(Bus bus, RoutingTable table, Duration reconcileInterval) {
        this.bus = bus;
        this.table = table;
        this.reconcileInterval = reconcileInterval;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(TOMBSTONE_SWEEP.toMillis(), timer -> table.forgetOldTombstones());
        return Future.all(
                bus.hear(NodeDown.class, table::nodeDown),
                bus.hear(NodeUp.class, table::nodeUp),
                new AppFeed(vertx, bus, reconcileInterval, this).start());
    }

    @Override
    public void changed(App app) {
        table.apply(app);
    }

    @Override
    public void removed(Tombstone tombstone) {
        table.apply(tombstone);
    }

    @Override
    public void complete() {
        table.completed();
    }
}
