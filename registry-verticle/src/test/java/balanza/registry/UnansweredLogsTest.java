package balanza.registry;

import static balanza.registry.Samples.ANN;
import static balanza.registry.Samples.bucket;
import static balanza.registry.Samples.node;
import static balanza.registry.Samples.records;
import static balanza.registry.Samples.unanswered;
import static balanza.registry.Waiting.now;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.App;
import balanza.contract.LogBucket;
import balanza.contract.LogPage;
import balanza.contract.Outcome;
import balanza.contract.RegistryRequest.ReadLogs;
import balanza.contract.RegistryRequest.StoreBuckets;
import balanza.contract.ServedRequest;
import balanza.contract.ServedRequest.Attempt;
import balanza.contract.Stored;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that no node answered, beside those that one did. */
@ExtendWith(VertxExtension.class)
class UnansweredLogsTest {
    private TestStore test;
    private RegistryStore store;
    private App app;

    @BeforeEach
    void open(Vertx vertx) {
        test = new TestStore(vertx);
        store = test.open(new ManualClock(), Map.of());
        app = now(store.names.claim(ANN, "shop", node(80)));
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void areShownOnlyToWhoAsksForAll() {
        store(bucket(app.id(), "b1", 1, 10, 30), unanswered(app.id(), "b1", 2, 20, 40));

        assertThat(dates(read(false, null, 10))).containsExactly(10L, 30L);
        assertThat(dates(read(true, null, 10))).containsExactly(10L, 20L, 30L, 40L);
    }

    @Test
    void areStoredWithAllThatIsKnownOfThem() {
        ServedRequest failed = new ServedRequest(
                "cart",
                "GET",
                null,
                1_000,
                1_004,
                412,
                List.of(
                        new Attempt("10.0.0.1:80", 3, Outcome.CONNECT_REFUSED),
                        new Attempt("10.0.0.2:80", 1_000, Outcome.CONNECT_TIMEOUT)),
                0,
                77,
                "id-1",
                Outcome.CONNECT_TIMEOUT);
        store(bucket(app.id(), "b1", 1, List.of(failed)));

        assertThat(read(true, null, 10)).isEqualTo(new LogPage(List.of(failed), null));
    }

    @Test
    void areStoredOnceHoweverOftenTheyAreSent() {
        LogBucket failed = unanswered(app.id(), "b1", 1, 1, 2);
        store(failed);
        store(failed, bucket(app.id(), "b1", 2, 3));

        assertThat(dates(read(true, null, 10))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void bucketsOfAnsweredRequestsLookAsTheyAlwaysDid() {
        store(bucket(app.id(), "b1", 1, 1), unanswered(app.id(), "b1", 2, 2));

        List<JsonObject> documents = test.all(LogStore.LOGS);
        assertThat(documents)
                .filteredOn(document -> !document.containsKey("unanswered"))
                .hasSize(1);
        assertThat(documents)
                .filteredOn(document -> document.getBoolean("unanswered", false))
                .extracting(document -> document.getString("_id"))
                .containsExactly(unanswered(app.id(), "b1", 2, 2).id());
    }

    @Test
    void manyOfThemDoNotHideTheOthers() {
        List<LogBucket> buckets = new ArrayList<>();
        buckets.add(bucket(app.id(), "b1", 1, 1, 2, 3));
        for (int second = 2; second < 100; second++) {
            buckets.add(unanswered(app.id(), "b1", second, second * 10L, second * 10L + 1));
        }
        store(buckets.toArray(LogBucket[]::new));

        LogPage page = read(false, null, 2);
        assertThat(dates(page)).containsExactly(2L, 3L);
        assertThat(dates(read(false, page.next(), 2))).containsExactly(1L);
    }

    @Test
    void pagesOfEitherKindFollowPagesOfEitherKind() {
        Random random = new Random(11);
        List<LogBucket> buckets = IntStream.rangeClosed(1, 40)
                .mapToObj(second -> overlapping(random, second))
                .toList();
        store(buckets.toArray(LogBucket[]::new));
        List<ServedRequest> inOrder = inOrder(buckets);

        for (int walk = 0; walk < 40; walk++) {
            boolean all = walk % 2 == 0;
            boolean mixed = walk >= 4;
            String next = null;
            List<ServedRequest> left = inOrder;
            do {
                int limit = 1 + random.nextInt(30);
                LogPage page = read(all, next, limit);
                List<ServedRequest> expected = newest(left, all, limit);
                assertThat(page.records()).isEqualTo(expected);
                left = left.subList(0, left.indexOf(expected.get(0)));
                assertThat(page.next() == null)
                        .as("it is the last page of its kind")
                        .isEqualTo(newest(left, all, 1).isEmpty());
                next = page.next();
                all = mixed ? random.nextBoolean() : all;
            } while (next != null && !newest(left, all, 1).isEmpty());
        }
    }

    @Test
    void aCursorAfterWhichNothingOfTheOtherKindIsLeftGivesAnEmptyPage() {
        store(unanswered(app.id(), "b1", 1, 1, 2), bucket(app.id(), "b1", 2, 3));

        String next = read(true, null, 1).next();

        assertThat(read(false, next, 10)).isEqualTo(new LogPage(List.of(), null));
        assertThat(dates(read(true, next, 10))).containsExactly(1L, 2L);
    }

    private void store(LogBucket... buckets) {
        int records = List.of(buckets).stream().mapToInt(LogBucket::count).sum();
        assertThat(now(new AppLogs(store).store(new StoreBuckets(List.of(buckets)))))
                .isEqualTo(new Stored(records, 0));
    }

    private LogPage read(boolean all, @Nullable String cursor, int limit) {
        return now(new AppLogs(store).read(new ReadLogs(ANN, "shop", cursor, limit, all)));
    }

    /** Up to ten records of one kind, many of the same millisecond; now and then one from long before. */
    private LogBucket overlapping(Random random, int second) {
        long[] dates = IntStream.rangeClosed(0, random.nextInt(10))
                .mapToLong(i -> random.nextInt(20) == 0 ? random.nextInt(20) : second + random.nextInt(5))
                .toArray();
        LogBucket bucket = random.nextBoolean()
                ? bucket(app.id(), "b1", second, dates)
                : unanswered(app.id(), "b1", second, dates);
        return named(bucket);
    }

    /** So that no two records are equal. */
    private static LogBucket named(LogBucket bucket) {
        List<ServedRequest> records = new ArrayList<>();
        for (ServedRequest one : records(bucket)) {
            records.add(new ServedRequest(
                    bucket.second() + "/" + records.size(),
                    one.method(),
                    one.endPoint(),
                    one.dateMs(),
                    one.totalTimeMs(),
                    one.responseCode(),
                    one.attempts(),
                    one.upstreamMs(),
                    one.bytes(),
                    one.requestId(),
                    one.reason()));
        }
        return bucket(bucket.app(), bucket.balancer(), bucket.second(), records);
    }

    /** By date, then by bucket; those of one bucket stay in its order. */
    private static List<ServedRequest> inOrder(List<LogBucket> buckets) {
        return buckets.stream()
                .sorted(Comparator.comparing(LogBucket::id))
                .flatMap(bucket -> records(bucket).stream())
                .sorted(Comparator.comparingLong(ServedRequest::dateMs))
                .toList();
    }

    private static List<ServedRequest> newest(List<ServedRequest> records, boolean all, int limit) {
        List<ServedRequest> kind =
                records.stream().filter(record -> all || record.answered()).toList();
        return kind.subList(Math.max(0, kind.size() - limit), kind.size());
    }

    private static List<Long> dates(LogPage page) {
        return page.records().stream().map(ServedRequest::dateMs).toList();
    }
}
