package balanza.runtime;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a process ends, on SIGTERM, on SIGINT, or when it could not start: it is no longer ready, every service finishes what
 * it has begun, then all is closed. A second signal changes nothing.
 */
final class Shutdown {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final Health health;
    private final List<Start> services;
    private final Runnable last;
    private volatile boolean failed;

    /** @param last run at the end, when all services are closed */
    Shutdown(Health health, List<Start> services, Runnable last) {
        this.health = health;
        this.services = services;
        this.last = last;
    }

    /** From here on the process ends in this way. */
    void closes(Vertx vertx) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> exit(vertx), "shutdown"));
    }

    /** The process ends because it could not start: there is nothing to finish, and its exit code is 1. */
    void startFailed() {
        failed = true;
    }

    /** Ends the JVM from within its end, as the exit code would tell of the signal otherwise, orderly or not. */
    private void exit(Vertx vertx) {
        int code = 1;
        try {
            boolean closed = end(vertx);
            last.run();
            code = failed || !closed ? 1 : 0;
        } catch (RuntimeException e) {
            System.err.println("Not all could be closed: " + e);
        } finally {
            Runtime.getRuntime().halt(code);
        }
    }

    private boolean end(Vertx vertx) {
        if (!failed) {
            LOG.info("Ending: no longer ready, what is under way is finished");
            health.drain();
            services.stream()
                    .map(service -> new Drain(service.drain(), service.drainLimit()))
                    .toList()
                    .forEach(drain -> within(drain.limit(), drain.done(), "Not all was finished"));
        }
        return within(CLOSE_LIMIT, vertx.close(), "Not all could be closed");
    }

    /** One service on its way to having finished. */
    private record Drain(Future<?> done, Duration limit) {}

    private static boolean within(Duration limit, Future<?> future, String otherwise) {
        try {
            future.toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            System.err.println(otherwise + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
