package balanza.balancer.forward;

import balanza.contract.AppSettings;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long one app's requests wait for what: the app's own word, or the process's where it has none. Nobody waits longer for a
 * connection than the process does.
 *
 * @param connectMs until a node has taken a connection, in milliseconds
 * @param answer from the request's last byte until the answer begins, in nanoseconds, as the next two
 * @param stall how long a body may stand still
 * @param idle how long an upgraded connection may be silent
 */
public record Patience(long connectMs, long answer, long stall, long idle) {
    /** Those of an app. */
    public static Patience of(AppSettings app, Limits limits) {
        AppSettings.Timeouts own = app.timeouts();
        return new Patience(
                Math.min(
                        millis(own.connectMs(), limits.connect()),
                        limits.connect().toMillis()),
                nanos(own.answerMs(), limits.answerBegins()),
                nanos(own.bodyStallMs(), limits.bodyStall()),
                nanos(own.upgradedIdleMs(), limits.upgradedIdle()));
    }

    private static long millis(@Nullable Integer own, Duration otherwise) {
        return own == null ? otherwise.toMillis() : own;
    }

    private static long nanos(@Nullable Integer own, Duration otherwise) {
        return TimeUnit.MILLISECONDS.toNanos(millis(own, otherwise));
    }
}
