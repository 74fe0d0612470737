package balanza.registry;

import balanza.bus.Deadline;
import balanza.contract.ApiError;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the store can be worked with. Until its indexes are there nothing is asked of it, since a race lost for
 * want of a unique index could never be mended; from then on it is asked every second whether it is there.
 */
final class StoreWatch {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);
    private static final Duration PING_PAUSE = Duration.ofSeconds(1);
    private static final long PING_TIMEOUT_MS = 1_000;

    private final Rounds rounds;
    private final RegistryStore store;

    // Read by health on another event loop.
    private volatile boolean prepared;
    private volatile boolean answering;

    StoreWatch(Rounds rounds, RegistryStore store) {
        this.rounds = rounds;
        this.store = store;
    }

    /** @return once the store can be worked with, however long that takes */
    Future<Void> open() {
        Promise<Void> opened = Promise.promise();
        prepare(FIRST_RETRY, opened);
        return opened.future().onSuccess(open -> rounds.every(PING_PAUSE, "The ping", this::ping));
    }

    /** Whether the store could be worked with lately. Does not block; may be asked from any thread. */
    boolean ready() {
        return prepared && answering;
    }

    /** Does work on the store; fails with {@link ApiError#UNAVAILABLE} if the store is away or does not answer in time. */
    <R> Future<R> guard(Deadline deadline, Supplier<Future<R>> work) {
        if (!prepared) {
            return Future.failedFuture(ApiError.UNAVAILABLE.exception());
        }
        return work.get()
                .timeout(Math.max(1, deadline.millisLeft()), TimeUnit.MILLISECONDS)
                .onFailure(failure -> LOG.debug("The store did not do it", failure))
                .recover(failure -> Future.failedFuture(StoreFailures.shown(failure)));
    }

    private void prepare(Duration retry, Promise<Void> opened) {
        store.prepare()
                .onSuccess(done -> {
                    prepared = true;
                    answering = true;
                    LOG.info("The store is ready");
                    opened.complete();
                })
                .onFailure(failure -> {
                    if (rounds.closed()) {
                        return;
                    }
                    LOG.warn("The store cannot be used yet: {}", failure.getMessage());
                    rounds.after(retry, () -> prepare(later(retry), opened));
                });
    }

    private static Duration later(Duration retry) {
        Duration twice = retry.multipliedBy(2);
        return twice.compareTo(LAST_RETRY) < 0 ? twice : LAST_RETRY;
    }

    private Future<Void> ping() {
        return store.ping().timeout(PING_TIMEOUT_MS, TimeUnit.MILLISECONDS).onComplete(pong -> {
            if (pong.succeeded() != answering && !rounds.closed()) {
                answering = pong.succeeded();
                LOG.info("The store {}", answering ? "is back" : "is away: " + pong.cause());
            }
        });
    }
}
