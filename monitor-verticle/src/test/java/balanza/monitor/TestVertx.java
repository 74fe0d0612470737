package balanza.monitor;

import balanza.runtime.Env;
import balanza.runtime.Transport;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import java.util.Map;

/**
 * Vert.x as a monitor has it: on the best transport that the machine allows, unless {@code -Dbalanza.transport} names
 * another.
 */
final class TestVertx {
    private TestVertx() {}

    static Vertx open() {
        var env = new Env(Map.of("TRANSPORT", System.getProperty("balanza.transport", "")));
        var transport = Transport.from(env);
        if (!env.mistakes().isEmpty()) {
            throw new AssertionError(env.mistakes());
        }
        return transport.build(VertxBuilder::build);
    }
}
