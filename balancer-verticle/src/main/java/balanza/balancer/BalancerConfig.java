package balanza.balancer;

import balanza.runtime.Env;
import java.time.Duration;

/**
 * The balancer's settings.
 *
 * @param host where the public port is bound
 * @param port 0 for any free one
 * @param reconcileInterval how often the registry is asked what has changed
 */
record BalancerConfig(String host, int port, Duration reconcileInterval) {
    static BalancerConfig from(Env env) {
        return new BalancerConfig(
                env.text("APP_HOST", "0.0.0.0"),
                env.whole("APP_PORT", 5000, 0, 65535),
                env.seconds("RECONCILE_SECONDS", 5, 1, 3_600));
    }
}
