package balanza.balancer.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a target can be used, and how much of it: what registry and monitors say of it, what was seen of it, and since
 * when. There may be a million of them: what few need is made when it is needed.
 */
final class Condition {
    private static final long MOST_SECONDS = TimeUnit.NANOSECONDS.toSeconds(Long.MAX_VALUE) - 1;

    private volatile boolean up;
    private volatile boolean draining;
    /** In nanoseconds of the clock; when the last monitor's word that it is down runs out, or did. */
    private volatile long heldUntil;
    /** In nanoseconds since the epoch. */
    private volatile long lastUp = Long.MIN_VALUE;
    /** In nanoseconds of the clock; since when its share grows. */
    private volatile long begun;

    /** {@code null} until it first fails. */
    private volatile @Nullable Ejection ejection;

    /** @param isNew whether it joins others that have been there before */
    Condition(boolean up, boolean isNew, long now) {
        this.up = up;
        heldUntil = now;
        begun = isNew ? now : SlowStart.longBefore(now);
    }

    /** It answered, and well. */
    void good() {
        Ejection known = ejection;
        if (known != null) {
            known.good();
        }
    }

    /** It took a connection. */
    void connected() {
        Ejection known = ejection;
        if (known != null) {
            known.connected();
        }
    }

    /**
     * It did not take a connection.
     *
     * @return whether that was once too often
     */
    boolean connectFailed(long now) {
        return failing(now).connectFailed(now);
    }

    /**
     * It failed otherwise.
     *
     * @return whether that was once too often
     */
    boolean failed(long now) {
        return failing(now).failed(now);
    }

    /** Whether it is healthy as far as registry and monitors know. */
    boolean healthy(long now) {
        return up && now - heldUntil >= 0;
    }

    /** Whether this process leaves it alone for failing. */
    boolean ejected(long now) {
        Ejection known = ejection;
        return known != null && known.ejected(now);
    }

    boolean draining() {
        return draining;
    }

    void draining(boolean now) {
        draining = now;
    }

    /**
     * How much of its weight it has, from 0.1 to 1.
     *
     * @param slowStart how long it takes to have all of it, in nanoseconds
     */
    double share(long slowStart, LongSupplier clock) {
        return SlowStart.share(begun, slowStart, clock);
    }

    /**
     * The registry's word.
     *
     * @return whether it was healthy until now
     */
    boolean state(boolean routable, long now) {
        boolean before = healthy(now);
        up = routable;
        return turned(before, now);
    }

    /**
     * A monitor's word that it is down: stands for {@code hold} whatever the registry says.
     *
     * @return whether it was healthy until now
     */
    boolean down(Instant at, Duration hold, long now) {
        boolean before = healthy(now);
        if (sinceEpoch(at) > lastUp) {
            heldUntil = now + hold.toNanos();
        }
        return turned(before, now);
    }

    /** A monitor's word that it is up: lifts a hold at once. */
    void up(Instant at, long now) {
        boolean before = healthy(now);
        lastUp = sinceEpoch(at);
        heldUntil = now;
        up = true;
        turned(before, now);
    }

    /** It has failed too often. */
    void eject(long now) {
        begun = failing(now).eject(now);
    }

    private Ejection failing(long now) {
        Ejection known = ejection;
        return known == null ? firstFailing(now) : known;
    }

    private synchronized Ejection firstFailing(long now) {
        Ejection known = ejection == null ? new Ejection(now) : ejection;
        ejection = known;
        return known;
    }

    private boolean turned(boolean before, long now) {
        boolean after = healthy(now);
        if (!after || !before) {
            Ejection known = ejection;
            begun = later(now, later(heldUntil, known == null ? now : known.until()));
        }
        return before && !after;
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }

    private static long sinceEpoch(Instant at) {
        long seconds = Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, at.getEpochSecond()));
        return TimeUnit.SECONDS.toNanos(seconds) + at.getNano();
    }
}
