package balanza.e2e.site;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what comes true by itself, with a deadline. */
public final class Poll {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Poll() {}

    /** What is to come true: passes without an exception. */
    @FunctionalInterface
    public interface Claim {
        void check() throws Exception;
    }

    /**
     * Checks until the claim holds.
     *
     * @return how long that took
     * @throws AssertionError with the last failure, once {@code limit} has passed
     */
    public static Duration until(Duration limit, Claim claim) {
        long start = System.nanoTime();
        while (true) {
            try {
                claim.check();
                return Duration.ofNanos(System.nanoTime() - start);
            } catch (Exception | AssertionError failure) {
                if (System.nanoTime() - start > limit.toNanos()) {
                    throw new AssertionError("not within " + limit + ": " + failure, failure);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Checks all the while that the claim holds. */
    public static void during(Duration time, Claim claim) {
        long start = System.nanoTime();
        do {
            try {
                claim.check();
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        } while (System.nanoTime() - start < time.toNanos());
    }
}
