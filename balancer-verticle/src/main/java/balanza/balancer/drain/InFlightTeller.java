package balanza.balancer.drain;

import balanza.balancer.routing.RoutingTable;
import balanza.bus.Bus;
import balanza.contract.Event.BalancerAlive;
import balanza.contract.Event.CountInFlight;
import balanza.contract.Event.InFlight;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Tells the balancers that this process is one of them, and how much it has under way to a node. For the process one. */
public final class InFlightTeller extends VerticleBase {
    private static final long ALIVE_INTERVAL_MS = 1_000;

    /** An event loop may just have read the old route, and be about to send a request that way. */
    private static final long SETTLING_MS = 50;

    private final Bus bus;
    private final RoutingTable table;
    private final String self;

    /** @param self unlike that of any other process */
    public InFlightTeller(Bus bus, RoutingTable table, String self) {
        this.bus = bus;
        this.table = table;
        this.self = self;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(ALIVE_INTERVAL_MS, timer -> tellAlive());
        return bus.hear(CountInFlight.class, this::count).onSuccess(listening -> tellAlive());
    }

    private void tellAlive() {
        bus.tell(new BalancerAlive(self));
    }

    private void count(CountInFlight ask) {
        table.apply(ask.app());
        vertx.setTimer(SETTLING_MS, settled -> bus.tell(new InFlight(ask.drain(), self, table.inFlight(ask.node()))));
    }
}
