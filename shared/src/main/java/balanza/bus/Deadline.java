package balanza.bus;

import java.time.Duration;

/**
 * The moment after which nobody waits for an answer any more. It crosses the bus as the time that is left, as gRPC's
 * {@code grpc-timeout} does, because two machines' clocks need not agree.
 */
public final class Deadline {
    private final long nanoTime;

    private Deadline(long nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param left from now */
    public static Deadline in(Duration left) {
        return new Deadline(System.nanoTime() + left.toNanos());
    }

    /** In milliseconds, zero or less once it has passed. */
    public long millisLeft() {
        return Math.floorDiv(nanoTime - System.nanoTime(), 1_000_000L);
    }

    /** Whether work for this deadline comes too late. */
    public boolean passed() {
        return millisLeft() <= 0;
    }
}
