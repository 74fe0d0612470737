package balanza.balancer.routing;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts over the last ten seconds, this one among them. Each second has a slot, which holds its number and its count. */
final class RecentCount {
    private static final int SECONDS = 10;

    private final AtomicLongArray slots = new AtomicLongArray(SECONDS);

    private final long start;

    RecentCount(long now) {
        start = now;
        for (int i = 0; i < SECONDS; i++) {
            slots.set(i, slot(-SECONDS, 0));
        }
    }

    void add(long now) {
        int second = second(now);
        int index = Math.floorMod(second, SECONDS);
        long before;
        long after;
        do {
            before = slots.get(index);
            after = slot(second, secondOf(before) == second ? countOf(before) + 1 : 1);
        } while (!slots.compareAndSet(index, before, after));
    }

    /** In the last ten seconds. */
    long total(long now) {
        long total = 0;
        for (int i = 0; i < SECONDS; i++) {
            long slot = slots.get(i);
            int age = second(now) - secondOf(slot);
            total += age >= 0 && age < SECONDS ? countOf(slot) : 0;
        }
        return total;
    }

    /** In this second. */
    int lately(long now) {
        long slot = slots.get(Math.floorMod(second(now), SECONDS));
        return secondOf(slot) == second(now) ? countOf(slot) : 0;
    }

    private int second(long now) {
        return (int) TimeUnit.NANOSECONDS.toSeconds(now - start);
    }

    private static long slot(int second, int count) {
        return ((long) second << 32) | count;
    }

    private static int secondOf(long slot) {
        return (int) (slot >> 32);
    }

    private static int countOf(long slot) {
        return (int) slot;
    }
}
