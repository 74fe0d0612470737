package balanza.balancer.routing;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** Counting that keeps to a limit, however many do it at once. */
final class Counting {
    private Counting() {}

    /** @return {@code false}, and nothing is counted, if {@code limit} is reached */
    static <T> boolean upTo(int limit, AtomicIntegerFieldUpdater<T> count, T of) {
        int before = count.get(of);
        while (before < limit) {
            if (count.compareAndSet(of, before, before + 1)) {
                return true;
            }
            before = count.get(of);
        }
        return false;
    }
}
