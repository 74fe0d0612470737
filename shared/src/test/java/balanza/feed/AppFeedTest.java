package balanza.feed;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.bus.Bus;
import balanza.contract.ApiError;
import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.AppPage;
import balanza.contract.Event.AppChanged;
import balanza.contract.Event.AppRemoved;
import balanza.contract.RegistryRequest.ReadApps;
import balanza.contract.Tombstone;
import balanza.contract.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class AppFeedTest {
    private static final Instant T1 = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant T2 = Instant.parse("2026-11-22T11:00:00Z");
    private static final Duration OVERLAP = Duration.ofSeconds(10);
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private final Told told = new Told();
    private final BlockingQueue<ReadApps> asked = new LinkedBlockingQueue<>();
    private volatile Function<ReadApps, Future<AppPage>> registry = request -> page(T1);

    private Vertx vertx;
    private Bus bus;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        bus = new Bus(vertx);
    }

    @AfterEach
    void close() throws TimeoutException {
        vertx.close().await(10, SECONDS);
    }

    @Test
    void tellsEveryPageBeforeItIsComplete() throws InterruptedException {
        registry = request -> request.after() == null
                ? Future.succeededFuture(new AppPage(List.of(app("a", 1)), List.of(gone("b", 2)), "b", T2))
                : Future.succeededFuture(new AppPage(List.of(app("c", 3)), List.of(), null, T1));
        openRegistry();
        startFeed();

        assertThat(told.next()).isEqualTo("a 1");
        assertThat(told.next()).isEqualTo("b 2 gone");
        assertThat(told.next()).isEqualTo("c 3");
        assertThat(told.next()).isEqualTo("complete");
        assertThat(asked.take()).isEqualTo(new ReadApps(null, null));
        assertThat(asked.take()).isEqualTo(new ReadApps(null, "b"));
        assertThat(asked.take()).isEqualTo(new ReadApps(T2.minus(OVERLAP), null));
    }

    @Test
    void readsAThousandPagesOneAfterTheOther() throws InterruptedException {
        int pages = 1_000;
        registry = request -> {
            int page = request.after() == null ? 0 : Integer.parseInt(request.after());
            return Future.succeededFuture(new AppPage(
                    List.of(app("app" + page, 1)), List.of(), page + 1 == pages ? null : "" + (page + 1), T1));
        };
        openRegistry();
        startFeed();

        for (int page = 0; page < pages; page++) {
            assertThat(told.next()).isEqualTo("app" + page + " 1");
        }
        assertThat(told.next()).isEqualTo("complete");
    }

    @Test
    void isCompleteWithoutAnyApp() throws InterruptedException {
        registry = request -> page(null);
        openRegistry();
        startFeed();

        assertThat(told.next()).isEqualTo("complete");
        assertThat(asked.take()).isEqualTo(new ReadApps(null, null));
        assertThat(asked.take()).isEqualTo(new ReadApps(null, null));
    }

    @Test
    void passesEventsOnAtOnce() throws InterruptedException {
        openRegistry();
        startFeed();
        assertThat(told.next()).isEqualTo("complete");

        bus.tell(new AppChanged(app("a", 1)));
        bus.tell(new AppRemoved(gone("a", 2)));

        assertThat(told.next()).isEqualTo("a 1");
        assertThat(told.next()).isEqualTo("a 2 gone");
    }

    @Test
    void listensBeforeItReads() throws InterruptedException {
        startFeed(); // no registry yet

        bus.tell(new AppChanged(app("a", 1)));

        assertThat(told.next()).isEqualTo("a 1");
    }

    @Test
    void repairsAChangeWhoseEventWasLost() throws InterruptedException {
        openRegistry();
        startFeed();
        assertThat(told.next()).isEqualTo("complete");

        registry = request -> T1.minus(OVERLAP).equals(request.changedSince()) ? page(T2, app("a", 1)) : page(null);

        assertThat(told.next()).isEqualTo("a 1");
    }

    @Test
    void keepsItsPlaceWhenNothingIsNew() throws InterruptedException {
        openRegistry();
        startFeed();
        assertThat(told.next()).isEqualTo("complete");

        registry = request -> page(null);
        asked.clear();

        for (int i = 0; i < 3; i++) {
            assertThat(asked.take()).isEqualTo(new ReadApps(T1.minus(OVERLAP), null));
        }
    }

    @Test
    void goesOnTryingWhileTheRegistryIsAway() throws InterruptedException {
        startFeed();
        registry = request -> Future.failedFuture(ApiError.UNAVAILABLE.exception());
        openRegistry();
        asked.take();
        asked.take();

        registry = request -> page(T1, app("a", 1));

        assertThat(told.next()).isEqualTo("a 1");
        assertThat(told.next()).isEqualTo("complete");
    }

    @Test
    void readsAgainFromTheSamePlaceWhenALaterPageFails() throws InterruptedException {
        openRegistry();
        startFeed();
        assertThat(told.next()).isEqualTo("complete");

        registry = request -> request.after() == null
                ? Future.succeededFuture(new AppPage(List.of(app("a", 1)), List.of(), "a", T2))
                : Future.failedFuture(ApiError.UNAVAILABLE.exception());
        assertThat(told.next()).isEqualTo("a 1");
        assertThat(told.next()).isEqualTo("a 1");
        registry = request -> request.after() == null
                ? Future.succeededFuture(new AppPage(List.of(app("a", 1)), List.of(), "a", T2))
                : page(T1, app("b", 1));

        assertThat(told.nextBut("a 1")).isEqualTo("b 1");
        assertThat(asked)
                .filteredOn(request -> request.changedSince() != null)
                .extracting(ReadApps::changedSince)
                .startsWith(T1.minus(OVERLAP), T1.minus(OVERLAP), T1.minus(OVERLAP));
    }

    @Test
    void isNotCompleteWhileOnlyAPartIsTold() throws InterruptedException {
        registry = request -> request.after() == null
                ? Future.succeededFuture(new AppPage(List.of(app("a", 1)), List.of(), "a", T2))
                : Future.failedFuture(ApiError.UNAVAILABLE.exception());
        openRegistry();
        startFeed();
        assertThat(told.next()).isEqualTo("a 1");
        assertThat(told.next()).isEqualTo("a 1");

        registry = request -> page(T1);

        assertThat(told.nextBut("a 1")).isEqualTo("complete");
    }

    private void openRegistry() {
        bus.answer(ReadApps.class, (request, deadline) -> {
                    asked.add(request);
                    return registry.apply(request);
                })
                .await();
    }

    private void startFeed() {
        new AppFeed(vertx, bus, INTERVAL, told).start().await();
    }

    private static Future<AppPage> page(Instant latest, App... apps) {
        return Future.succeededFuture(new AppPage(List.of(apps), List.of(), null, latest));
    }

    private static App app(String name, long revision) {
        return new App(new AppId("id of " + name), name, new UserId("ann"), T1, revision, List.of());
    }

    private static Tombstone gone(String name, long revision) {
        return new Tombstone(new AppId("id of " + name), name, revision);
    }

    /** What the feed told, in order. */
    private static final class Told implements AppListener {
        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            return told.poll(10, SECONDS);
        }

        /** The next that is something else. */
        String nextBut(String known) throws InterruptedException {
            String next = next();
            while (known.equals(next)) {
                next = next();
            }
            return next;
        }

        @Override
        public void changed(App app) {
            told.add(app.name() + " " + app.revision());
        }

        @Override
        public void removed(Tombstone tombstone) {
            told.add(tombstone.name() + " " + tombstone.revision() + " gone");
        }

        @Override
        public void complete() {
            told.add("complete");
        }
    }
}
