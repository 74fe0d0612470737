package balanza.monitor;

import balanza.contract.NodeState;
import balanza.monitor.Schedule.Turn;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Checks the nodes as they are due, so many at once and no more; the rest wait their turn. All on one event loop.
 */
final class Rounds {
    /** Enough that 2,500 nodes that never answer, at the usual interval and timeout, keep nobody else waiting. */
    private static final int MOST_AT_ONCE = 1_024;

    private final LongSupplier clock;
    private final Schedule schedule;
    private final Share share;
    private final HealthCheck check;
    private final Verdicts verdicts;
    private final AtomicLong made = new AtomicLong();
    private int running;
    private boolean stopped;

    /** @param clock in milliseconds */
    Rounds(LongSupplier clock, Schedule schedule, Share share, HealthCheck check, Verdicts verdicts) {
        this.clock = clock;
        this.schedule = schedule;
        this.share = share;
        this.check = check;
        this.verdicts = verdicts;
    }

    /** A node of which nothing is known is checked at once. */
    void add(WatchedNode node, NodeState listed) {
        long now = clock.getAsLong();
        if (listed == NodeState.UNKNOWN) {
            schedule.atOnce(node, now);
        } else {
            schedule.soon(node, now);
        }
    }

    /** Begins what is due. */
    void run() {
        long now = clock.getAsLong();
        while (!stopped && running < MOST_AT_ONCE) {
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
        if (node.gone()) {
            return;
        }
        if (!share.isOurs(node.id(), now)) {
            node.health().forget();
            schedule.again(turn, now);
            return;
        }
        running++;
        check.check(node.endpoint(), node.statusPath()).onSuccess(outcome -> done(turn, outcome));
    }

    private void done(Turn turn, Outcome outcome) {
        running--;
        made.incrementAndGet();
        if (!stopped && !turn.node().gone()) {
            verdicts.of(turn.node(), outcome);
            schedule.again(turn, clock.getAsLong());
        }
        run();
    }
}
