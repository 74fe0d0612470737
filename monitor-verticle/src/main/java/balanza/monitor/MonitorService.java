package balanza.monitor;

import balanza.bus.Bus;
import balanza.names.Resolver;
import balanza.runtime.Env;
import balanza.runtime.Service;
import balanza.runtime.Start;

/** The monitor as a service of a process. */
public final class MonitorService implements Service {
    @Override
    public String name() {
        return "monitor";
    }

    @Override
    public Start configure(Env env) {
        MonitorConfig config = MonitorConfig.from(env);
        return (vertx, health) -> vertx.executeBlocking(config.trust()::load)
                .compose(trust -> vertx.deployVerticle(new MonitorVerticle(
                        new Bus(vertx), config, new HealthCheck(vertx, new Resolver(vertx), trust), health)));
    }
}
