package balanza.feed;

import balanza.bus.Bus;
import balanza.bus.Deadline;
import balanza.contract.Event.AppChanged;
import balanza.contract.Event.AppRemoved;
import balanza.contract.RegistryRequest.ReadApps;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a listener of every app there is: first listens to events, then reads all apps in pages, and from then on asks in
 * short intervals what has changed, because an event is only a hint. Every ten minutes it reads everything again.
 *
 * <p>What it tells may be old, repeated and out of order; the listener goes by the revision alone.
 */
public final class AppFeed {
    private static final Logger LOG = LoggerFactory.getLogger(AppFeed.class);
    private static final Duration PAGE_TIMEOUT = Duration.ofSeconds(5);
    /** Until all is read: in one process the registry is ready a moment later, in a cluster it may be gone for long. */
    private static final long FIRST_RETRY_MS = 25;

    private static final long LAST_RETRY_MS = 500;
    private static final Duration FULL_INTERVAL = Duration.ofMinutes(10);
    /** A change may become readable after one with a later time stamp; this is how much later at most. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Bus bus;
    private final Duration interval;
    private final AppListener listener;

    private @Nullable Instant latest;
    private long nextFull;
    private boolean complete;
    private long retryMs = FIRST_RETRY_MS;

    /** @param interval how often to ask what has changed */
    public AppFeed(Vertx vertx, Bus bus, Duration interval, AppListener listener) {
        this.vertx = vertx;
        this.bus = bus;
        this.interval = interval;
        this.listener = listener;
    }

    /**
     * Begins, on the caller's context, which it keeps to.
     *
     * @return once events are listened to; the listener is told when it has been told everything
     */
    public Future<?> start() {
        return Future.all(
                        bus.hear(AppChanged.class, event -> listener.changed(event.app())),
                        bus.hear(AppRemoved.class, event -> listener.removed(event.tombstone())))
                .onSuccess(listening -> reconcile());
    }

    /** Asks for what is new, then again after the interval, for as long as the context lives. */
    private void reconcile() {
        boolean full = latest == null || System.nanoTime() - nextFull >= 0;
        read(full || latest == null ? null : latest.minus(OVERLAP), null, null).onComplete(read -> {
            if (read.failed()) {
                LOG.debug("The registry did not tell the apps: {}", read.cause().getMessage());
            } else {
                latest = later(latest, read.result());
                if (full) {
                    fullyRead();
                }
            }
            vertx.setTimer(complete ? interval.toMillis() : nextRetryMs(), due -> reconcile());
        });
    }

    private long nextRetryMs() {
        long now = retryMs;
        retryMs = Math.min(2 * now, LAST_RETRY_MS);
        return now;
    }

    /** @return the newest change told, once the last page is read; only then may the next reading begin there */
    private Future<@Nullable Instant> read(
            @Nullable Instant changedSince, @Nullable String after, @Nullable Instant newest) {
        return bus.ask(new ReadApps(changedSince, after), Deadline.in(PAGE_TIMEOUT))
                .compose(page -> {
                    page.apps().forEach(listener::changed);
                    page.removed().forEach(listener::removed);
                    Instant newestYet = later(newest, page.latest());
                    return page.next() == null
                            ? Future.succeededFuture(newestYet)
                            : read(changedSince, page.next(), newestYet);
                });
    }

    private void fullyRead() {
        nextFull = System.nanoTime() + FULL_INTERVAL.toNanos();
        if (!complete) {
            complete = true;
            listener.complete();
        }
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isAfter(a)) ? b : a;
    }
}
