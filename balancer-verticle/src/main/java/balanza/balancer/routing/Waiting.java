package balanza.balancer.routing;

import java.util.Arrays;
import java.util.List;

/**
 * Those who wait for a target's answers, in the order in which they came, which is mostly that in which they leave. There are as
 * many as requests that await the head of an answer, few enough to look at all, which is cheaper than to hash. Whoever uses it
 * holds a lock.
 */
final class Waiting {
    private Cancelled[] all = new Cancelled[4];
    private int count;

    void add(Cancelled waiter) {
        if (count == all.length) {
            all = Arrays.copyOf(all, 2 * count);
        }
        all[count] = waiter;
        count++;
    }

    /** @return whether it was in; if it was in more than once, it is not any more either */
    boolean remove(Cancelled waiter) {
        int before = count;
        for (int at = indexOf(waiter, 0); at >= 0; at = indexOf(waiter, at)) {
            count--;
            System.arraycopy(all, at + 1, all, at, count - at);
            all[count] = null;
        }
        return count < before;
    }

    private int indexOf(Cancelled waiter, int from) {
        Cancelled[] in = all;
        for (int i = from; i < count; i++) {
            if (in[i] == waiter) {
                return i;
            }
        }
        return -1;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** As it is now. */
    List<Cancelled> copy() {
        return List.of(Arrays.copyOf(all, count));
    }
}
