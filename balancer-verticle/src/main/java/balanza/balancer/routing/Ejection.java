package balanza.balancer.routing;

import java.time.Duration;

/**
 * What this process itself has seen of a target's failing, and for how long it is left alone for that: 30 s at the first
 * time, 30 s more at each further time, at most 300 s. Each time begins with all failures forgotten. A time that passes well,
 * that is, as long as the last ejection was, without another one, takes 30 s off again.
 *
 * <p>A target that has never failed has none. What changes it, which is rare, takes the lock; looking does not.
 */
final class Ejection {
    /** Failures in a row, of whatever kind. */
    static final int FAILURES = 5;

    /** Failed connects in a row. */
    static final int CONNECT_FAILURES = 3;

    static final Duration FIRST = Duration.ofSeconds(30);
    private static final int MOST_TIMES = 10;

    private volatile int failures;
    private volatile int connectFailures;
    private volatile long until;
    private int times;

    Ejection(long now) {
        until = now;
    }

    /** It answered, and well. */
    void good() {
        if (failures != 0 || connectFailures != 0) {
            forget();
        }
    }

    /** It took a connection. */
    void connected() {
        if (connectFailures != 0) {
            forgetConnects();
        }
    }

    /**
     * It did not take a connection.
     *
     * @return whether that was once too often
     */
    synchronized boolean connectFailed(long now) {
        boolean tooOften = failed(now);
        return (!ejected(now) && ++connectFailures >= CONNECT_FAILURES) || tooOften;
    }

    /**
     * It failed. While it is ejected nothing counts: that is late news of what it was ejected for.
     *
     * @return whether that was once too often
     */
    synchronized boolean failed(long now) {
        return !ejected(now) && ++failures >= FAILURES;
    }

    /** @return until when */
    synchronized long eject(long now) {
        if (ejected(now)) {
            return until; // Another event loop was faster.
        }
        long well = now - until;
        while (times > 0 && well >= length()) {
            well -= length();
            times--;
        }
        times = Math.min(times + 1, MOST_TIMES);
        until = now + length();
        forget();
        return until;
    }

    boolean ejected(long now) {
        return now - until < 0;
    }

    /** When the last one is over, or was. */
    long until() {
        return until;
    }

    private synchronized void forget() {
        failures = 0;
        forgetConnects();
    }

    private synchronized void forgetConnects() {
        connectFailures = 0;
    }

    private long length() {
        return times * FIRST.toNanos();
    }
}
