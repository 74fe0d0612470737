package balanza.monitor;

import balanza.contract.NodeState;
import balanza.monitor.Schedule.Turn;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Checks the nodes as they are due, so many at once and no more; the rest wait their turn. All on one event loop.
 */
final class Rounds implements NodeListener {
    /** When a check is tried again that found no place, in milliseconds. */
    private static final long NO_PLACE_MS = 100;

    private final LongSupplier clock;
    private final Schedule schedule = new Schedule();
    private final Places places = new Places();
    private final Share share;
    private final HealthCheck check;
    private final Verdicts verdicts;
    private final AtomicLong made = new AtomicLong();
    private boolean stopped;

    /** @param clock in milliseconds */
    Rounds(LongSupplier clock, Share share, HealthCheck check, Verdicts verdicts) {
        this.clock = clock;
        this.share = share;
        this.check = check;
        this.verdicts = verdicts;
    }

    /** A node of which nothing is known is checked at once. */
    @Override
    public void found(WatchedNode node, NodeState listed) {
        long now = clock.getAsLong();
        if (listed == NodeState.UNKNOWN) {
            schedule.atOnce(node, now);
        } else {
            schedule.soon(node, now);
        }
    }

    @Override
    public void retimed(WatchedNode node) {
        schedule.retimed(node, clock.getAsLong());
    }

    @Override
    public void lost(WatchedNode node) {
        schedule.remove(node);
    }

    /** Begins what is due. */
    void run() {
        long now = clock.getAsLong();
        while (!stopped && places.areFree()) {
            Turn turn = schedule.next(now);
            if (turn == null) {
                return;
            }
            take(turn, now);
        }
    }

    /** Nothing that a check finds from now on counts. */
    void stop() {
        stopped = true;
    }

    /** How many checks were made; may be asked from any thread. */
    long made() {
        return made.get();
    }

    private void take(Turn turn, long now) {
        WatchedNode node = turn.node();
        if (!share.isOurs(node.id(), now)) {
            node.health().forget();
            schedule.again(turn, now);
            return;
        }
        if (!places.take(node.app())) {
            schedule.later(node, now + NO_PLACE_MS);
            return;
        }
        check.check(node).onSuccess(outcome -> done(turn, outcome));
    }

    private void done(Turn turn, Outcome outcome) {
        places.leave(turn.node().app());
        made.incrementAndGet();
        if (!stopped && !turn.node().gone()) {
            verdicts.of(turn.node(), outcome);
            schedule.again(turn, clock.getAsLong());
        }
        run();
    }
}
