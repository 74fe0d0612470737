package balanza.balancer.routing;

import java.util.function.LongSupplier;

/** Gives a target that has just come (back) a growing share: a tenth at first, all of it after some time. */
final class SlowStart {
    private static final double LEAST = 0.1;

    private SlowStart() {}

    /** When a target began that has always been there. */
    static long longBefore(long now) {
        return now - Long.MAX_VALUE / 2;
    }

    /**
     * From 0.1 to 1.
     *
     * @param begun when it came back, which may be yet to come
     * @param span how long it takes, in nanoseconds; 0 for not at all
     */
    static double share(long begun, long span, LongSupplier clock) {
        if (span == 0) {
            return 1; // The usual case; not even the time is asked for.
        }
        double grown = LEAST + (1 - LEAST) * (clock.getAsLong() - begun) / span;
        return Math.min(1, Math.max(LEAST, grown));
    }
}
