package balanza.registry;

import balanza.runtime.Env;
import balanza.runtime.Service;
import balanza.runtime.Start;

/** Puts the registry into a process. */
public final class RegistryService implements Service {
    @Override
    public String name() {
        return "registry";
    }

    @Override
    public Start configure(Env env) {
        RegistryConfig config = RegistryConfig.from(env);
        return (vertx, health) -> vertx.deployVerticle(new RegistryVerticle(config, health));
    }
}
