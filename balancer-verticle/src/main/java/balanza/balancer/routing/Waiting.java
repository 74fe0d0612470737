package balanza.balancer.routing;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for a target's answers, in an array that is never changed but replaced: {@code null} if nobody does, as at
 * nearly all targets of a large table at nearly any time. There are as many as requests that await the head of an answer,
 * which for one node are few, so that copying costs less than a set would.
 */
final class Waiting {
    private Waiting() {}

    /** Whoever is in already is so once only. */
    static <T> void enter(AtomicReferenceFieldUpdater<T, Cancelled[]> field, T of, Cancelled waiter) {
        Cancelled[] before;
        do {
            before = field.get(of);
            if (indexOf(before, waiter) >= 0) {
                return;
            }
        } while (!field.compareAndSet(of, before, with(before, waiter)));
    }

    /** @return whether it was still in; whoever takes it out is the only one to do so */
    static <T> boolean leave(AtomicReferenceFieldUpdater<T, Cancelled[]> field, T of, Cancelled waiter) {
        while (true) {
            Cancelled[] before = field.get(of);
            int at = indexOf(before, waiter);
            if (before == null || at < 0) {
                return false;
            }
            if (field.compareAndSet(of, before, without(before, at))) {
                return true;
            }
        }
    }

    /** Takes out and tells all who are in. */
    static <T> void cancel(AtomicReferenceFieldUpdater<T, Cancelled[]> field, T of) {
        Cancelled[] all = field.get(of);
        for (int i = 0; all != null && i < all.length; i++) {
            if (leave(field, of, all[i])) {
                all[i].cancelled();
            }
        }
    }

    private static Cancelled[] with(Cancelled @Nullable [] waiting, Cancelled waiter) {
        if (waiting == null) {
            return new Cancelled[] {waiter};
        }
        Cancelled[] more = Arrays.copyOf(waiting, waiting.length + 1);
        more[waiting.length] = waiter;
        return more;
    }

    private static Cancelled @Nullable [] without(Cancelled[] waiting, int at) {
        if (waiting.length == 1) {
            return null;
        }
        Cancelled[] fewer = Arrays.copyOf(waiting, waiting.length - 1);
        System.arraycopy(waiting, at + 1, fewer, at, fewer.length - at);
        return fewer;
    }

    private static int indexOf(Cancelled @Nullable [] waiting, Cancelled waiter) {
        for (int i = 0; waiting != null && i < waiting.length; i++) {
            if (waiting[i] == waiter) {
                return i;
            }
        }
        return -1;
    }
}
