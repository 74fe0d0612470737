package balanza.bench.site;

import balanza.bench.system.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How Balanza is set and what is registered, the same for a balancer of a cluster and for all in one process. */
record BalanzaSettings(Nodes nodes, Certificate certificate) {
    static final String APP = "bench";
    static final String SLOW_APP = "slow";

    static final Duration START_LIMIT = Duration.ofMinutes(3);

    Map<String, String> of(BalancerPorts ports) {
        return Map.of(
                "APP_HOST", "127.0.0.1",
                "APP_PORT", Integer.toString(ports.plain()),
                "TLS_PORT", Integer.toString(ports.secure()),
                "TLS_CERT_FILE", certificate.certificate().toString(),
                "TLS_KEY_FILE", certificate.key().toString(),
                "HEALTH_PORT", Integer.toString(ports.health()),
                "DRAIN_GRACE_SECONDS", "0");
    }

    /** The same policy as the other proxies', but for the first app, which has what is usual. */
    void register(Http door) {
        Tenant tenant = Tenant.signUp(door);
        tenant.register(APP, "random", nodes.first(), nodes.second());
        tenant.register(SLOW_APP, "least-requests", nodes.first(), nodes.slow());
    }

    void awaitRoutes(String name, Http door) {
        for (String app : List.of(APP, SLOW_APP)) {
            Patience.await(name + " " + app, START_LIMIT, () -> door.serves("/api/balance/" + app + "/1k"));
        }
    }
}
