package balanza.monitor;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is. Each node has its own moment within the interval, by its id, so that the checks of many nodes spread
 * over the interval and stay so. A node is in here once or, while it has its turn, not at all.
 */
final class Schedule {
    private final long interval;
    private final Queue<Turn> turns = new PriorityQueue<>(Comparator.comparingLong(Turn::due));

    Schedule(Duration interval) {
        this.interval = interval.toMillis();
    }

    /** @param now in milliseconds, as all times here */
    void atOnce(WatchedNode node, long now) {
        turns.add(new Turn(node, now));
    }

    /** Within the next interval. */
    void soon(WatchedNode node, long now) {
        turns.add(new Turn(node, momentFrom(now, node)));
    }

    /** An interval after its last turn; after its first one between a half and one and a half. */
    void again(Turn last, long now) {
        turns.add(new Turn(last.node(), momentFrom(Math.max(now, last.due() + interval / 2), last.node())));
    }

    /** The turn that is due longest, taken out; nothing if none is due. */
    @Nullable
    Turn next(long now) {
        Turn first = turns.peek();
        return first != null && first.due() <= now ? turns.remove() : null;
    }

    private long momentFrom(long earliest, WatchedNode node) {
        long moment = node.id().value().hashCode();
        return earliest + Math.floorMod(moment - earliest, interval);
    }

    /** @param due in milliseconds */
    record Turn(WatchedNode node, long due) {}
}
