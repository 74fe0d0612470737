package balanza.balancer.drain;

import balanza.bus.Bus;
import balanza.contract.App;
import balanza.contract.Event.CountInFlight;
import balanza.contract.NodeId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One wait for one node. In each round every balancer is asked; what comes after the round counts in the next one, which
 * is as good, since a balancer that has said none sends nothing new.
 */
public final class Drain {
    private static final long ROUND_MS = 250;

    /** Every balancer gets so much time to answer once. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Bus bus;
    private final Supplier<Set<String>> live;
    private final App app;
    private final NodeId node;
    private final boolean once;
    private final long deadline;

    private final String id = UUID.randomUUID().toString();
    private final Promise<Drained> outcome = Promise.promise();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Set<String> answered = new HashSet<>();
    private long timer;

    /**
     * @param live the balancers that are at work just now
     * @param patience for how long; zero for one answer of each
     */
    Drain(Vertx vertx, Bus bus, Supplier<Set<String>> live, App app, NodeId node, Duration patience) {
        this.vertx = vertx;
        this.bus = bus;
        this.live = live;
        this.app = app;
        this.node = node;
        this.once = patience.isZero();
        this.deadline = System.nanoTime() + (once ? LEAST : patience).toNanos();
    }

    /** What it comes to: when nothing is left, when time is up, or when it is given up; never a failure. */
    public Future<Drained> outcome() {
        return outcome.future();
    }

    /** Nobody waits for it any more. */
    public void giveUp() {
        vertx.cancelTimer(timer);
        outcome.tryComplete(state());
    }

    String id() {
        return id;
    }

    void beginRound() {
        answered.clear();
        bus.tell(new CountInFlight(id, app, node));
        timer = vertx.setTimer(ROUND_MS, over -> endRound());
    }

    void hear(String balancer, int count) {
        counts.put(balancer, count);
        answered.add(balancer);
    }

    private void endRound() {
        Drained state = state();
        boolean enough = state.safeToStop() || (once && answered.containsAll(live.get()));
        if (enough || System.nanoTime() - deadline >= 0) {
            outcome.tryComplete(state);
        } else {
            beginRound();
        }
    }

    /** A balancer that is not at work any more has nothing under way. */
    private Drained state() {
        Set<String> asked = live.get();
        int inFlight = asked.stream()
                .mapToInt(balancer -> counts.getOrDefault(balancer, 0))
                .sum();
        return new Drained(inFlight, inFlight == 0 && answered.containsAll(asked));
    }
}
