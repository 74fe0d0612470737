package balanza.balancer.routing;

import java.util.function.LongSupplier;

/** Gives a target that has just come (back) a growing share: a tenth at first, all of it after some time. */
final class SlowStart {
    private static final double LEAST = 0.1;

    private volatile long begun;
    private volatile long nanos;

    /** It has always been there. */
    SlowStart(long now) {
        begun = now - Long.MAX_VALUE / 2;
    }

    /** @param span how long it takes, in nanoseconds; 0 for not at all */
    void lasts(long span) {
        nanos = span;
    }

    /** @param at when it is back, which may be yet to come */
    void begins(long at) {
        begun = at;
    }

    /** From 0.1 to 1. */
    double share(LongSupplier clock) {
        long span = nanos;
        if (span == 0) {
            return 1; // The usual case; not even the time is asked for.
        }
        double grown = LEAST + (1 - LEAST) * (clock.getAsLong() - begun) / span;
        return Math.min(1, Math.max(LEAST, grown));
    }
}
