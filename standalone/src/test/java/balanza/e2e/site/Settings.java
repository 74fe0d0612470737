package balanza.e2e.site;

import java.util.LinkedHashMap;
import java.util.Map;

/** Settings of processes under test: quick, so that tests need not wait. */
final class Settings {
    private Settings() {}

    /** @param own win over what is said here */
    static Map<String, String> with(Map<String, String> own) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "APP_HOST", "127.0.0.1",
                "JWT_SECRET", Site.JWT_SECRET,
                "JWT_EXPIRATION_SECONDS", "3600",
                "JOB_SERVERS_INTERVAL_SECONDS", "1",
                "RECONCILE_SECONDS", "1",
                "DRAIN_GRACE_SECONDS", "2",
                "LOGS_MAX_PER_APP", "100000000",
                "NODES_MAX_PER_APP", Integer.toString(Site.NODES_MAX_PER_APP)));
        settings.putAll(own);
        return settings;
    }
}
