package balanza.runtime;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Starts a service that has its settings, and lets it finish what it has begun. */
@FunctionalInterface
public interface Start {
    /**
     * Deploys the service; it ends with {@code vertx}. A service that needs others does not wait for them here: it starts,
     * and is not ready until they are there.
     *
     * @param health told when the service is ready
     */
    Future<?> start(Vertx vertx, Health health);

    /**
     * Finishes what is under way. Asked once, when the process is told to end and says that it is no longer ready; after
     * it the service is closed. It may not have started yet.
     *
     * @return done when nothing is under way any more; nobody waits for it longer than {@link #drainLimit}
     */
    default Future<?> drain() {
        return Future.succeededFuture();
    }

    /** The longest that {@link #drain} takes. */
    default Duration drainLimit() {
        return Duration.ZERO;
    }
}
