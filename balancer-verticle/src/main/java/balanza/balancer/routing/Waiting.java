package balanza.balancer.routing;

import java.util.Arrays;
import java.util.List;

/**
 * Those who wait for a target's answers, in no order. There are as many as requests that await the head of an answer, few
 * enough to look at all, which is cheaper than to hash. Whoever uses it holds a lock.
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
        int at = lastIndexOf(waiter, count);
        while (at >= 0) {
            count--;
            all[at] = all[count];
            all[count] = null;
            at = lastIndexOf(waiter, at);
        }
        return count < before;
    }

    private int lastIndexOf(Cancelled waiter, int end) {
        Cancelled[] in = all;
        for (int i = end - 1; i >= 0; i--) {
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
