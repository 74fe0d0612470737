package balanza.registry;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task done again and again for as long as its verticle lives, never twice at once. */
final class Repeat {
    private static final Logger LOG = LoggerFactory.getLogger(Repeat.class);

    private final Vertx vertx;
    private final Duration pause;
    private final String name;
    private final Supplier<Future<?>> task;

    private Repeat(Vertx vertx, Duration pause, String name, Supplier<Future<?>> task) {
        this.vertx = vertx;
        this.pause = pause;
        this.name = name;
        this.task = task;
    }

    /**
     * Begins now, on the caller's context.
     *
     * @param pause from the end of one round to the beginning of the next
     * @param name for the log
     */
    static void every(Vertx vertx, Duration pause, String name, Supplier<Future<?>> task) {
        new Repeat(vertx, pause, name, task).round();
    }

    private void round() {
        task.get().onComplete(done -> {
            if (done.failed()) {
                log(done.cause());
            }
            vertx.setTimer(pause.toMillis(), due -> round());
        });
    }

    private void log(Throwable failure) {
        Throwable shown = StoreFailures.shown(failure);
        if (shown == failure) {
            LOG.warn("{} failed, and will be tried again", name, failure);
        } else {
            LOG.debug("{} put off: {}", name, shown.getMessage());
        }
    }
}
