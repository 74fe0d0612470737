package balanza.balancer;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what must come within ten seconds. */
public final class Soon {
    private Soon() {}

    /** What comes of {@code future}. */
    public static <T> T soon(Future<T> future) {
        try {
            return future.await(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not within ten seconds", e);
        }
    }
}
