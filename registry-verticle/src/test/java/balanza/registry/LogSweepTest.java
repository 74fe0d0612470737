package balanza.registry;

import static balanza.registry.Samples.ANN;
import static balanza.registry.Samples.bucket;
import static balanza.registry.Samples.node;
import static balanza.registry.Samples.unanswered;
import static balanza.registry.Waiting.now;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.App;
import balanza.contract.LogBucket;
import balanza.contract.ServedRequest;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class LogSweepTest {
    private final ManualClock clock = new ManualClock();
    private TestStore test;
    private RegistryStore store;

    @BeforeEach
    void open(Vertx vertx) {
        test = new TestStore(vertx);
        store = test.open(clock, Map.of());
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void dropsTheOldestBucketsBeyondTheLimitOfEachApp() {
        App shop = now(store.names.claim(ANN, "shop", node(80)));
        App other = now(store.names.claim(ANN, "other", node(80)));
        put(bucket(shop.id(), "b1", 1, 10, 11), bucket(shop.id(), "b2", 1, 10, 12), bucket(shop.id(), "b1", 2, 20, 21));
        put(bucket(other.id(), "b1", 1, 1, 2, 3, 4));

        sweep(4);

        assertThat(dates(shop)).containsExactly(10L, 12L, 20L, 21L);
        assertThat(dates(other)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void dropsManyBucketsAFewAtATime() {
        App shop = now(store.names.claim(ANN, "shop", node(80)));
        put(IntStream.rangeClosed(1, 2_250)
                .mapToObj(second -> bucket(shop.id(), "b1", second, second))
                .toArray(LogBucket[]::new));

        sweep(3);

        assertThat(dates(shop)).containsExactly(2_248L, 2_249L, 2_250L);
        assertThat(test.all("logs")).hasSize(3);
    }

    @Test
    void dropsNoneThatMayStay() {
        App shop = now(store.names.claim(ANN, "shop", node(80)));
        put(bucket(shop.id(), "b1", 1, 1, 2), bucket(shop.id(), "b1", 2, 3, 4));

        sweep(4);
        assertThat(dates(shop)).hasSize(4);
        sweep(3);
        assertThat(dates(shop)).containsExactly(3L, 4L);
    }

    @Test
    void requestsThatNoNodeAnsweredCountToo() {
        App shop = now(store.names.claim(ANN, "shop", node(80)));
        put(bucket(shop.id(), "b1", 1, 1, 2), unanswered(shop.id(), "b1", 2, 3, 4), bucket(shop.id(), "b1", 3, 5));

        sweep(5);
        assertThat(dates(shop)).containsExactly(1L, 2L, 3L, 4L, 5L);
        sweep(4);
        assertThat(dates(shop)).containsExactly(3L, 4L, 5L);
        sweep(2);
        assertThat(dates(shop)).containsExactly(5L);
    }

    @Test
    void requestsThatNoNodeAnsweredGoLikeTheOthers() {
        App gone = now(store.names.claim(ANN, "gone", node(80)));
        App shop = now(store.names.claim(ANN, "shop", node(80)));
        put(unanswered(gone.id(), "b1", 1, 1), unanswered(shop.id(), "b1", 1, 2));
        now(store.names.giveUp(ANN, "gone"));

        sweep(100);
        assertThat(dates(gone)).isEmpty();
        assertThat(dates(shop)).containsExactly(2L);

        clock.advance(Duration.ofDays(1).plusMillis(1));
        sweep(100);
        assertThat(dates(shop)).isEmpty();
    }

    @Test
    void dropsTheLogsOfAppsThatAreGone() {
        App former = now(store.names.claim(ANN, "shop", node(80)));
        put(bucket(former.id(), "b1", 1, 1, 2));
        now(store.names.giveUp(ANN, "shop"));
        App present = now(store.names.claim(ANN, "shop", node(80)));
        put(bucket(present.id(), "b1", 1, 3));

        sweep(100);

        assertThat(dates(former)).isEmpty();
        assertThat(dates(present)).containsExactly(3L);
    }

    @Test
    void dropsWhatHasBeenStoredForTooLong() {
        App shop = now(store.names.claim(ANN, "shop", node(80)));
        put(bucket(shop.id(), "b1", 1, 1));
        clock.advance(Duration.ofDays(1));
        put(bucket(shop.id(), "b1", 2, 2));
        sweep(100);
        assertThat(dates(shop)).containsExactly(1L, 2L);

        clock.advance(Duration.ofMillis(1));
        sweep(100);
        assertThat(dates(shop)).containsExactly(2L);
    }

    @Test
    void anEmptyLogIsSweptToo() {
        sweep(1);
        assertThat(test.all("logs")).isEmpty();
    }

    private void sweep(int maxPerApp) {
        now(new LogSweep(store.logs, store.logTrim, maxPerApp).run());
    }

    private void put(LogBucket... buckets) {
        now(store.logs.store(List.of(buckets)));
    }

    private List<Long> dates(App app) {
        return now(LogReader.read(store.logs, app.id(), true, null, 1_000)).records().stream()
                .map(ServedRequest::dateMs)
                .toList();
    }
}
