package balanza.auth;

import balanza.bus.Bus;
import balanza.runtime.Env;
import balanza.runtime.Service;
import balanza.runtime.Start;

/** Auth as a service of a process. */
public final class AuthService implements Service {
    /** A burst; what would come too late for its asker is dropped when its turn comes, at no cost. */
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
