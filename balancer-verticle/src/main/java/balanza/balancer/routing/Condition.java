package balanza.balancer.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Whether a target can be used, and how much of it: what others say of it, what was seen of it, and since when. */
final class Condition {
    private final Standing standing;
    private final Ejection ejection;
    private final SlowStart slowStart;

    /** @param isNew whether it joins others that have been there before */
    Condition(boolean up, boolean isNew, long now) {
        standing = new Standing(up, now);
        ejection = new Ejection(now);
        slowStart = new SlowStart(now);
        if (isNew) {
            slowStart.begins(now);
        }
    }

    /** What was seen of its failing. */
    Ejection ejection() {
        return ejection;
    }

    /** Whether it is healthy as far as registry and monitors know. */
    boolean healthy(long now) {
        return standing.healthy(now);
    }

    /** How much of its weight it has, from 0.1 to 1. */
    double share(LongSupplier clock) {
        return slowStart.share(clock);
    }

    /**
     * The registry's word.
     *
     * @return whether it was healthy until now
     */
    boolean state(boolean routable, int slowStartSeconds, long now) {
        boolean before = healthy(now);
        slowStart.lasts(TimeUnit.SECONDS.toNanos(slowStartSeconds));
        standing.state(routable);
        return turned(before, now);
    }

    /**
     * A monitor's word that it is down.
     *
     * @return whether it was healthy until now
     */
    boolean down(Instant at, Duration hold, long now) {
        boolean before = healthy(now);
        standing.down(at, hold, now);
        return turned(before, now);
    }

    /** A monitor's word that it is up. */
    void up(Instant at, long now) {
        boolean before = healthy(now);
        standing.up(at, now);
        turned(before, now);
    }

    /** It has failed too often. */
    void eject(long now) {
        slowStart.begins(ejection.eject(now));
    }

    private boolean turned(boolean before, long now) {
        boolean after = healthy(now);
        if (!after || !before) {
            slowStart.begins(later(now, later(standing.heldUntil(), ejection.until())));
        }
        return before && !after;
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
