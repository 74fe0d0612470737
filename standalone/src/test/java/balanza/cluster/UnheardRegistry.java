package balanza.cluster;

import balanza.bus.Bus;
import balanza.bus.Deadline;
import balanza.contract.Request;
import balanza.runtime.Env;
import balanza.runtime.Health;
import balanza.runtime.Service;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A registry that changes a site's store without being a member of its cluster: none of its events is heard there, as if
 * every one of them were lost.
 */
final class UnheardRegistry implements AutoCloseable {
    private static final int LIMIT_SECONDS = 20;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);

    private UnheardRegistry() {}

    static UnheardRegistry on(String storeUri) throws TimeoutException {
        UnheardRegistry registry = new UnheardRegistry();
        Env env = new Env(Map.of("MONGO_URI", storeUri));
        ServiceLoader.load(Service.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(service -> service.name().equals("registry"))
                .findFirst()
                .orElseThrow()
                .configure(env)
                .start(registry.vertx, new Health())
                .await(LIMIT_SECONDS, TimeUnit.SECONDS);
        return registry;
    }

    <R> R ask(Request<R> request) throws TimeoutException {
        return bus.ask(request, Deadline.in(Duration.ofSeconds(5))).await(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws TimeoutException {
        vertx.close().await(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
