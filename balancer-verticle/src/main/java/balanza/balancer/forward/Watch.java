package balanza.balancer.forward;

import balanza.contract.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;

/**
 * Looks after all that waits on one event loop, ten times a second. One timer for all of them: a timer for each request
 * would cost more than most requests.
 */
public final class Watch {
    private static final long TICK_MS = 100;

    private final Set<Step> all = new HashSet<>();

    /** A part of a request's way that must not take for ever. */
    public interface Step {
        /** Ends it if it has waited for too long; {@code now} is {@link System#nanoTime}. */
        void check(long now);

        /** Ends it. */
        void cut(Outcome reason);
    }

    /** On the event loop that it is for. */
    public Watch(Vertx vertx) {
        vertx.setPeriodic(TICK_MS, tick -> check());
    }

    /** Looks after a step for as long as it lasts. */
    <T> Future<T> during(Step step, Future<T> over) {
        if (over.isComplete()) {
            return over;
        }
        all.add(step);
        return over.onComplete(done -> all.remove(step));
    }

    /** Looks after a step until it is {@linkplain #leave left}. */
    public void enter(Step step) {
        all.add(step);
    }

    /** Looks after a step no more. */
    public void leave(Step step) {
        all.remove(step);
    }

    private void check() {
        if (!all.isEmpty()) {
            long now = System.nanoTime();
            new ArrayList<>(all).forEach(step -> step.check(now)); // Each may end, and so leave the set.
        }
    }
}
