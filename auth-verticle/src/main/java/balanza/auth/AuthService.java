package balanza.auth;

import balanza.bus.Bus;
import balanza.runtime.Env;
import balanza.runtime.Service;
import balanza.runtime.Start;

/** Auth as a service of a process. */
public final class AuthService implements Service {
    /** At a tenth of a second each, the last of them is still in time for a control call's deadline. */
    private static final int MOST_WAITING = 32;

    @Override
    public String name() {
        return "auth";
    }

    @Override
    public Start configure(Env env) {
        AuthConfig config = AuthConfig.from(env);
        int cores = Runtime.getRuntime().availableProcessors();
        return (vertx, health) -> vertx.deployVerticle(new AuthVerticle(
                new Bus(vertx), new Tokens(vertx, config), new HashingPool(vertx, cores, MOST_WAITING), health));
    }
}
