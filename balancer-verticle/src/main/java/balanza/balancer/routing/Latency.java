package balanza.balancer.routing;

import java.time.Duration;

/**
 * How long a target lately took to answer: an average in which what is ten seconds old counts 1/e, except that it jumps to a
 * peak at once. It sinks while nothing is heard, so that one that was slow is asked again some time.
 */
final class Latency {
    private static final double DECAY_NANOS = Duration.ofSeconds(10).toNanos();

    private static final Average NOTHING = new Average(0, 0);

    private volatile Average average = NOTHING;

    private record Average(double nanos, long at) {
        double share(long now) {
            return Math.exp(-Math.max(0, now - at) / DECAY_NANOS);
        }
    }

    /** It took {@code nanos}, as of {@code now}. */
    synchronized void took(long nanos, long now) {
        double share = average.share(now);
        double smooth = average.nanos * share + nanos * (1 - share);
        average = new Average(Math.max((double) nanos, smooth), now);
    }

    /** In nanoseconds; 0 if nothing is known. */
    double nanos(long now) {
        Average last = average;
        return last.nanos == 0 ? 0 : last.nanos * last.share(now);
    }
}
