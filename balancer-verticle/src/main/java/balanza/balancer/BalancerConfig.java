package balanza.balancer;

import balanza.balancer.forward.Limits;
import balanza.balancer.wire.WireLimits;
import balanza.runtime.Env;
import java.time.Duration;

/**
 * The balancer's settings.
 *
 * @param host where the public port is bound
 * @param port 0 for any free one
 * @param reconcileInterval how often the registry is asked what has changed
 * @param wire what a client's connection may use up
 * @param limits what the data plane may use up
 */
record BalancerConfig(String host, int port, Duration reconcileInterval, WireLimits wire, Limits limits) {
    private static final int HOUR_SECONDS = 3_600;
    private static final int DAY_SECONDS = 24 * HOUR_SECONDS;
    private static final int MINUTE_MILLIS = 60_000;

    static BalancerConfig from(Env env) {
        return new BalancerConfig(
                env.text("APP_HOST", "0.0.0.0"),
                env.whole("APP_PORT", 5000, 0, 65535),
                env.seconds("RECONCILE_SECONDS", 5, 1, HOUR_SECONDS),
                wire(env),
                limits(env));
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
