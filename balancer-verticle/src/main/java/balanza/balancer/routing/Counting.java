package balanza.balancer.routing;

import java.util.concurrent.atomic.AtomicInteger;

/** Counting that keeps to a limit, however many do it at once. */
final class Counting {
    private Counting() {}

    /** @return {@code false}, and nothing is counted, if {@code limit} is reached */
    static boolean upTo(int limit, AtomicInteger count) {
        int before = count.get();
        while (before < limit) {
            int seen = count.compareAndExchange(before, before + 1);
            if (seen == before) {
                return true;
            }
            before = seen;
        }
        return false;
    }
}
