package balanza.balancer;

import balanza.balancer.forward.Limits;
import balanza.balancer.forward.TrustedProxies;
import balanza.balancer.tls.CertificateFiles;
import balanza.balancer.wire.WireLimits;
import balanza.runtime.Env;
import balanza.runtime.NodeTrust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The balancer's settings.
 *
 * @param host where the public ports are bound
 * @param port 0 for any free one
 * @param tls nothing for no port with TLS
 * @param reconcileInterval how often the registry is asked what has changed
 * @param wire what a client's connection may use up
 * @param limits what the data plane may use up
 * @param fastLane whether plain requests are relayed in front of Vert.x's decoder
 * @param connections of clients at a time
 * @param trusted whose word counts on whom a request comes from
 * @param nodeTrust whose word counts on who a node is
 * @param drain how the process ends
 */
record BalancerConfig(
        String host,
        int port,
        Optional<Tls> tls,
        Duration reconcileInterval,
        WireLimits wire,
        Limits limits,
        boolean fastLane,
        int connections,
        TrustedProxies trusted,
        NodeTrust nodeTrust,
        Drain drain) {
    private static final int HOUR_SECONDS = 3_600;
    private static final int DAY_SECONDS = 24 * HOUR_SECONDS;
    private static final int MINUTE_MILLIS = 60_000;

    /** The port with TLS, and what clients are shown there. */
    record Tls(int port, CertificateFiles files) {}

    /**
     * How the process ends.
     *
     * @param grace how long it serves on as usual when it already says that it is not ready
     * @param limit how long requests may take that are under way then
     */
    record Drain(Duration grace, Duration limit) {}

    static BalancerConfig from(Env env) {
        int port = env.whole("APP_PORT", 5000, 0, 65535);
        return new BalancerConfig(
                env.text("APP_HOST", "0.0.0.0"),
                port,
                tls(env, port),
                env.seconds("RECONCILE_SECONDS", 5, 1, HOUR_SECONDS),
                wire(env),
                limits(env),
                env.isOn("FAST_LANE", true),
                env.whole("CONNECTIONS_MAX", 10_000, 1, 1_000_000),
                trusted(env),
                NodeTrust.from(env),
                new Drain(
                        env.seconds("DRAIN_GRACE_SECONDS", 5, 0, HOUR_SECONDS),
                        env.seconds("DRAIN_SECONDS", 30, 1, HOUR_SECONDS)));
    }

    private static Optional<Tls> tls(Env env, int plainPort) {
        int port = env.whole("TLS_PORT", 5443, 1, 65535);
        Optional<String> certificate = env.text("TLS_CERT_FILE");
        Optional<String> key = env.text("TLS_KEY_FILE");
        if (certificate.isEmpty() && key.isEmpty()) {
            return Optional.empty();
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            env.mistake("TLS_CERT_FILE", "incomplete", "TLS_CERT_FILE and TLS_KEY_FILE together, or none");
            return Optional.empty();
        }
        if (port == plainPort) {
            env.mistake("TLS_PORT", Integer.toString(port), "another than APP_PORT");
        }
        return Optional.of(new Tls(port, new CertificateFiles(Path.of(certificate.get()), Path.of(key.get()))));
    }

    private static TrustedProxies trusted(Env env) {
        String list = env.text("TRUSTED_PROXIES", "");
        try {
            return TrustedProxies.of(list);
        } catch (IllegalArgumentException e) {
            env.mistake("TRUSTED_PROXIES", String.valueOf(e.getMessage()), "networks like 10.0.0.0/8 or addresses");
            return TrustedProxies.NONE;
        }
    }

    private static WireLimits wire(Env env) {
        return new WireLimits(
                env.whole("REQUEST_LINE_MAX_BYTES", 8_192, 256, 1_048_576),
                env.whole("HEADERS_MAX_BYTES", 16_384, 1_024, 1_048_576),
                env.whole("HEADERS_MAX_LINES", 100, 10, 10_000),
                env.seconds("HEADERS_TIMEOUT_SECONDS", 10, 1, HOUR_SECONDS),
                env.seconds("KEEP_ALIVE_SECONDS", 60, 1, HOUR_SECONDS));
    }

    private static Limits limits(Env env) {
        return new Limits(
                env.millis("CONNECT_TIMEOUT_MILLIS", 1_000, 10, MINUTE_MILLIS),
                env.seconds("ANSWER_TIMEOUT_SECONDS", 30, 1, HOUR_SECONDS),
                env.seconds("BODY_STALL_SECONDS", 30, 1, HOUR_SECONDS),
                env.seconds("UPGRADED_IDLE_SECONDS", HOUR_SECONDS, 1, DAY_SECONDS),
                env.seconds("NODE_KEEP_ALIVE_SECONDS", 4, 1, HOUR_SECONDS),
                env.whole("NODE_REQUESTS_MAX", 256, 1, 100_000),
                env.whole("APP_REQUESTS_MAX", 1_024, 1, 100_000),
                env.whole("QUEUE_MAX", 64, 0, 100_000),
                env.millis("QUEUE_MILLIS", 500, 1, MINUTE_MILLIS));
    }
}
