package balanza.balancer;

import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Waits for what must come within ten seconds. */
public final class Soon {
    private Soon() {}

    /** The count, once it has not moved for half a second. */
    static long still(AtomicLong count) throws Exception {
        for (; ; ) {
            var before = count.get();
            try {
                new CompletableFuture<Void>().get(500, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (count.get() == before) {
                    return before;
                }
            }
        }
    }

    /** What comes of {@code future}. */
    public static <T> T soon(Future<T> future) {
        try {
            return future.await(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not within ten seconds", e);
        }
    }
}
