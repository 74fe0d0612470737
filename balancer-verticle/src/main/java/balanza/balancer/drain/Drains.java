package balanza.balancer.drain;

import balanza.bus.Bus;
import balanza.contract.App;
import balanza.contract.Event.BalancerAlive;
import balanza.contract.Event.InFlight;
import balanza.contract.NodeId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** All waits of one event loop, on which it stays, and the balancers that are to be waited for. */
public final class Drains {
    private static final int MAX_AT_ONCE = 100;
    private static final Duration LIVE = Duration.ofSeconds(3);

    private final Vertx vertx;
    private final Bus bus;
    private final String self;
    private final Map<String, Long> lastHeard = new HashMap<>();
    private final Map<String, Drain> running = new HashMap<>();

    /** @param self what this process's {@link InFlightTeller} calls itself */
    public Drains(Vertx vertx, Bus bus, String self) {
        this.vertx = vertx;
        this.bus = bus;
        this.self = self;
    }

    /** @return once it hears of the balancers */
    public Future<?> start() {
        return Future.all(
                bus.hear(BalancerAlive.class, alive -> heard(alive.balancer())),
                bus.hear(InFlight.class, this::answered));
    }

    /** Whether there are so many waits that no other may begin. */
    public boolean full() {
        return running.size() >= MAX_AT_ONCE;
    }

    /**
     * Begins to wait until nothing is under way to a node.
     *
     * @param app as it is without the node
     * @param patience for how long; zero if all that is wanted is what is under way now
     */
    public Drain begin(App app, NodeId node, Duration patience) {
        Drain drain = new Drain(vertx, bus, this::live, app, node, patience);
        running.put(drain.id(), drain);
        drain.outcome().onComplete(over -> running.remove(drain.id()));
        drain.beginRound();
        return drain;
    }

    private void answered(InFlight answer) {
        heard(answer.balancer());
        Drain drain = running.get(answer.drain());
        if (drain != null) {
            drain.hear(answer.balancer(), answer.count());
        }
    }

    private void heard(String balancer) {
        lastHeard.put(balancer, System.nanoTime());
        forgetTheSilent();
    }

    private Set<String> live() {
        forgetTheSilent();
        Set<String> live = new HashSet<>(lastHeard.keySet());
        live.add(self);
        return live;
    }

    private void forgetTheSilent() {
        long now = System.nanoTime();
        lastHeard.values().removeIf(at -> now - at > LIVE.toNanos());
    }
}
