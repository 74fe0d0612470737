package balanza.registry;

import balanza.runtime.Env;
import java.time.Duration;

/**
 * The registry's settings.
 *
 * @param logsLifetime how long log records are kept
 * @param logsMaxPerApp the most log records of one app; the oldest go first
 * @param nodesMaxPerApp the most nodes of one app
 * @param nodeEviction how long a node is down before it is removed; zero for at once
 * @param nameReservation how long the name of a purged app is kept for its owner; zero for not at all
 * @param sweepInterval how often orphans and old logs are looked for
 */
record RegistryConfig(
        StoreAddress store,
        Duration logsLifetime,
        int logsMaxPerApp,
        int nodesMaxPerApp,
        Duration nodeEviction,
        Duration nameReservation,
        Duration sweepInterval) {

    static RegistryConfig from(Env env) {
        return new RegistryConfig(
                StoreAddress.from(env),
                env.days("MONGO_LOGS_MAX_DAYS_DURATION", 1, 1, 3_650),
                env.whole("LOGS_MAX_PER_APP", 1_000_000, 1, 1_000_000_000),
                env.whole("NODES_MAX_PER_APP", 1_000, 1, 10_000),
                env.seconds("NODE_EVICTION_SECONDS", 300, 0, 31_536_000),
                env.days("APP_NAME_RESERVATION_DAYS", 7, 0, 3_650),
                env.seconds("JOB_APPS_INTERVAL_SECONDS", 200, 1, 86_400));
    }
}
