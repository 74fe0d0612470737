package balanza.runtime;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts every {@link Service} that is on the class path, and ends them on SIGTERM, with exit code 0. Exits with 1 if a
 * setting is wrong, before anything touches the network, if a service cannot start, or if one cannot be closed.
 */
public final class Main {
    private static final long START_TIMEOUT_SECONDS = 60;

    static {
        // The JDK keeps addresses for 30 s and so does balanza.names: together an answer could be a minute old.
        // The JDK reads this at its first look-up of a name, and none comes before this class.
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }

    private Main() {}

    /** A process of a cluster; all its settings are environment variables. */
    public static void main(String[] args) {
        Env env = Env.ofProcess();
        Cluster cluster = Cluster.from(env);
        run(env, transport -> transport.build(builder -> cluster.join(builder, options())), () -> {});
    }

    /**
     * A process on its own, that speaks to no other.
     *
     * @param last run at the end, when all services are closed
     */
    public static void alone(Env env, Runnable last) {
        run(
                env,
                transport -> Future.succeededFuture(
                        transport.build(builder -> builder.with(options()).build())),
                last);
    }

    /** An event loop for each core, as all of them serve: Vert.x has two, each with buffers of its own. */
    private static VertxOptions options() {
        return new VertxOptions()
                .setEventLoopPoolSize(Math.max(2, Runtime.getRuntime().availableProcessors()));
    }

    /** Exits, naming every mistake, unless all services of this process could start with these settings. */
    public static void check(Env env) {
        Logging.configure(env);
        Transport.from(env);
        services().forEach(service -> service.configure(env));
        HealthPort.from(env);
        exitOn(env.mistakes());
    }

    private static void run(Env env, Function<Transport, Future<Vertx>> newVertx, Runnable last) {
        Logging.configure(env);
        Transport transport = Transport.from(env);
        Health health = new Health();
        List<Service> services = services();
        List<Start> starts =
                services.stream().map(service -> service.configure(env)).toList();
        HealthPort port = HealthPort.from(env);
        exitOn(env.mistakes());

        Shutdown shutdown = new Shutdown(health, starts, last);
        Logger log = LoggerFactory.getLogger(Main.class);
        log.info("Settings: {}", new TreeMap<>(env.resolved()));
        try {
            newVertx.apply(transport)
                    .compose(vertx -> {
                        shutdown.closes(vertx);
                        return Future.all(
                                Future.all(starts.stream()
                                        .map(start -> start.start(vertx, health))
                                        .toList()),
                                health.listen(vertx, port));
                    })
                    .await(START_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (Exception failure) {
            // Whatever it is, what has started must end, in order, from a thread that can wait.
            log.error("Cannot start: {}", failure.getMessage(), failure);
            shutdown.startFailed();
            System.exit(1);
        }
        log.info("Started {}", services.stream().map(Service::name).toList());
    }

    private static List<Service> services() {
        List<Service> services = new ArrayList<>();
        ServiceLoader.load(Service.class).forEach(services::add);
        return services;
    }

    private static void exitOn(List<String> mistakes) {
        if (!mistakes.isEmpty()) {
            mistakes.forEach(System.err::println);
            System.exit(1);
        }
    }
}
