package balanza.registry;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a registry does again and again until it is closed. No task is done twice at once. */
final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Vertx vertx;
    private boolean closed;

    Rounds(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Begins a task now, on the caller's context.
     *
     * @param pause from the end of one round to the beginning of the next
     * @param name for the log
     */
    void every(Duration pause, String name, Supplier<Future<?>> task) {
        if (closed) {
            return;
        }
        task.get().onComplete(done -> {
            if (done.failed()) {
                log(name, done.cause());
            }
            after(pause, () -> every(pause, name, task));
        });
    }

    /** Does something later, unless this is closed by then. */
    void after(Duration pause, Runnable task) {
        if (!closed) {
            vertx.setTimer(pause.toMillis(), due -> task.run());
        }
    }

    boolean closed() {
        return closed;
    }

    void close() {
        closed = true;
    }

    private void log(String name, Throwable failure) {
        Throwable shown = StoreFailures.shown(failure);
        if (closed || shown != failure) {
            LOG.debug("{} put off: {}", name, failure.getMessage());
        } else {
            LOG.warn("{} failed, and will be tried again", name, failure);
        }
    }
}
