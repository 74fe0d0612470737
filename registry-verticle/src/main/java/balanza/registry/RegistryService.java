package balanza.registry;

import balanza.runtime.Env;
import balanza.runtime.Health;
import balanza.runtime.Service;
import balanza.runtime.Start;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/** Puts the registry into a process. */
public final class RegistryService implements Service {
    @Override
    public String name() {
        return "registry";
    }

    @Override
    public Start configure(Env env) {
        RegistryConfig config = RegistryConfig.from(env);
        return (vertx, health) -> start(config, vertx, health);
    }

    /** The client is made off the event loop: its classes are many, and some addresses are looked up by it. */
    static Future<?> start(RegistryConfig config, Vertx vertx, Health health) {
        return vertx.executeBlocking(() -> RegistryStore.of(vertx, config, InstantSource.system()))
                .compose(store -> vertx.deployVerticle(new RegistryVerticle(vertx, config, health, store)));
    }
}
