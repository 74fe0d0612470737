package balanza.runtime;

import java.util.Optional;

/**
 * Where {@link Health} is asked.
 *
 * @param port nothing for nowhere
 */
record HealthPort(String host, Optional<Integer> port) {
    static HealthPort from(Env env) {
        return new HealthPort(env.text("HEALTH_HOST", "127.0.0.1"), env.whole("HEALTH_PORT", 0, 65535));
    }
}
