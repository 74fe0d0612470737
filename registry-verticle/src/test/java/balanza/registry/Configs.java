package balanza.registry;

import balanza.runtime.Env;
import java.util.HashMap;
import java.util.Map;

/** Settings for tests. */
final class Configs {
    private Configs() {}

    static StoreAddress address(String uri, String database) {
        return StoreAddress.from(new Env(Map.of("MONGO_URI", uri, "MONGO_DATABASE", database)));
    }

    /** The defaults, but for these. */
    static RegistryConfig config(StoreAddress store, Map<String, String> settings) {
        RegistryConfig config = RegistryConfig.from(new Env(new HashMap<>(settings)));
        return new RegistryConfig(
                store,
                config.logsLifetime(),
                config.logsMaxPerApp(),
                config.nodesMaxPerApp(),
                config.nodeEviction(),
                config.nameReservation(),
                config.sweepInterval());
    }
}
