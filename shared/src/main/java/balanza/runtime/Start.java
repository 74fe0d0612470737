package balanza.runtime;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Starts a service that has its settings. */
@FunctionalInterface
public interface Start {
    /**
     * Deploys the service; it ends with {@code vertx}. A service that needs others does not wait for them here: it starts,
     * and is not ready until they are there.
     *
     * @param health told when the service is ready
     */
    Future<?> start(Vertx vertx, Health health);
}
