package balanza.monitor;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is. Each node has its own moment within its interval, by its id, so that the checks of many nodes spread
 * over the interval and stay so. A node is in here once or, while it has its turn, not at all.
 */
final class Schedule {
    private final TreeSet<Turn> turns =
            new TreeSet<>(Comparator.comparingLong(Turn::due).thenComparingLong(Turn::number));
    private final Map<WatchedNode, Turn> byNode = new HashMap<>();
    private long number;

    /** @param now in milliseconds, as all times here */
    void atOnce(WatchedNode node, long now) {
        put(node, now);
    }

    /** Within the next interval. */
    void soon(WatchedNode node, long now) {
        put(node, momentFrom(now, node));
    }

    /** An interval after its last turn; after its first one between a half and one and a half. */
    void again(Turn last, long now) {
        put(last.node(), momentFrom(Math.max(now, last.due() + interval(last.node()) / 2), last.node()));
    }

    /** Its turn has come, but not its place; it is due then. */
    void later(WatchedNode node, long then) {
        put(node, then);
    }

    /** Its interval has changed: within the new one, unless it has its turn right now. */
    void retimed(WatchedNode node, long now) {
        if (byNode.containsKey(node)) {
            soon(node, now);
        }
    }

    /** It gets no more turns. */
    void remove(WatchedNode node) {
        Turn turn = byNode.remove(node);
        if (turn != null) {
            turns.remove(turn);
        }
    }

    /** The turn that is due longest, taken out; nothing if none is due. */
    @Nullable
    Turn next(long now) {
        if (turns.isEmpty() || turns.first().due() > now) {
            return null;
        }
        Turn first = turns.first();
        remove(first.node());
        return first;
    }

    private void put(WatchedNode node, long due) {
        remove(node);
        Turn turn = new Turn(node, due, number++);
        byNode.put(node, turn);
        turns.add(turn);
    }

    private static long momentFrom(long earliest, WatchedNode node) {
        long moment = node.id().value().hashCode();
        return earliest + Math.floorMod(moment - earliest, interval(node));
    }

    private static long interval(WatchedNode node) {
        return node.settings().interval().toMillis();
    }

    /**
     * A node's turn.
     *
     * @param due in milliseconds
     * @param number of two that are due at the same time, the one with the lower number comes first
     */
    record Turn(WatchedNode node, long due, long number) {}
}
