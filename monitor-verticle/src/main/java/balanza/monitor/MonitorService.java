package balanza.monitor;

import balanza.bus.Bus;
import balanza.runtime.Env;
import balanza.runtime.Service;
import balanza.runtime.Start;
import java.time.Duration;

/** The monitor as a service of a process. */
public final class MonitorService implements Service {
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "monitor";
    }

    @Override
    public Start configure(Env env) {
        MonitorConfig config = MonitorConfig.from(env);
        return (vertx, health) -> vertx.deployVerticle(
                new MonitorVerticle(new Bus(vertx), config, new HealthCheck(vertx, CHECK_TIMEOUT), health));
    }
}
