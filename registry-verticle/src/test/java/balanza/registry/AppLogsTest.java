package balanza.registry;

import static balanza.registry.Samples.ANN;
import static balanza.registry.Samples.BOB;
import static balanza.registry.Samples.bucket;
import static balanza.registry.Samples.node;
import static balanza.registry.Samples.records;
import static balanza.registry.Waiting.assertRefused;
import static balanza.registry.Waiting.now;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.ApiError;
import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.LogBucket;
import balanza.contract.LogPage;
import balanza.contract.PackedRecords;
import balanza.contract.RegistryRequest.ReadLogs;
import balanza.contract.RegistryRequest.StoreBuckets;
import balanza.contract.ServedRequest;
import balanza.contract.Stored;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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

@ExtendWith(VertxExtension.class)
class AppLogsTest {
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
    void showsRecordsOldestFirst() {
        App app = now(store.names.claim(ANN, "shop", node(80)));
        ServedRequest served = new ServedRequest("cart/ñ", "POST", "10.0.0.1:80", 1_000, 7, 404);
        now(logs().store(new StoreBuckets(List.of(bucket(app.id(), "b1", 1, List.of(served))))));

        assertThat(read(app, null, 10)).isEqualTo(new LogPage(List.of(served), null));
    }

    @Test
    void anAppWithoutRecordsHasAnEmptyLog() {
        App app = now(store.names.claim(ANN, "shop", node(80)));

        assertThat(read(app, null, 1_000)).isEqualTo(new LogPage(List.of(), null));
    }

    @Test
    void aBucketThatIsSentAgainIsStoredOnce() {
        App app = now(store.names.claim(ANN, "shop", node(80)));
        LogBucket first = bucket(app.id(), "b1", 1, 1, 2, 3);
        LogBucket second = bucket(app.id(), "b1", 2, 4, 5);
        now(logs().store(new StoreBuckets(List.of(first))));

        assertThat(now(logs().store(new StoreBuckets(List.of(first, second, first)))))
                .isEqualTo(new Stored(8, 0));
        assertThat(dates(read(app, null, 10))).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void refusesRecordsOfAppsThatAreGone() {
        App former = now(store.names.claim(ANN, "shop", node(80)));
        now(store.names.giveUp(ANN, "shop"));
        App present = now(store.names.claim(ANN, "shop", node(80)));
        StoreBuckets batch = new StoreBuckets(List.of(
                bucket(former.id(), "b1", 1, 1, 2),
                bucket(present.id(), "b1", 1, 3),
                bucket(AppId.fresh(), "b1", 1, 4, 5, 6)));

        assertThat(now(logs().store(batch))).isEqualTo(new Stored(1, 5));
        assertThat(dates(read(present, null, 10))).containsExactly(3L);
        assertThat(test.all("logs")).hasSize(1);
    }

    @Test
    void refusesBucketsThatCannotBeRightAndStoresTheOthers() {
        App app = now(store.names.claim(ANN, "shop", node(80)));
        LogBucket right = bucket(app.id(), "b1", 1, 1, 2);
        PackedRecords pack = right.records();
        StoreBuckets batch = new StoreBuckets(List.of(
                new LogBucket(app.id(), "b1", 2, 0, true, 1, 2, 0, pack),
                new LogBucket(app.id(), "b1", 3, 0, true, 1, 2, LogBucket.MAX_RECORDS + 1, pack),
                new LogBucket(app.id(), "b1", 4, 0, true, 2, 1, 2, pack),
                new LogBucket(app.id(), "b1", 5, 0, true, 1, 2, 2, new PackedRecords(new byte[0])),
                right));

        assertThat(now(logs().store(batch))).isEqualTo(new Stored(2, LogBucket.MAX_RECORDS + 5));
        assertThat(test.all("logs")).hasSize(1);
    }

    @Test
    void aBucketThatCannotBeReadDoesNotHideTheOthers() {
        App app = now(store.names.claim(ANN, "shop", node(80)));
        LogBucket whole = bucket(app.id(), "b1", 1, 1, 2, 3, 4);
        byte[] cut = Arrays.copyOf(whole.records().bytes(), whole.records().bytes().length - 1);
        byte[] later = whole.records().bytes().clone();
        later[0] = 3;
        now(logs().store(new StoreBuckets(List.of(
                whole,
                new LogBucket(app.id(), "b1", 2, 0, true, 1, 4, 4, new PackedRecords(cut)),
                new LogBucket(app.id(), "b1", 3, 0, true, 1, 4, 4, new PackedRecords(later)),
                bucket(app.id(), "b1", 4, 5)))));

        assertThat(dates(read(app, null, 10))).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(readAll(app, 2)).hasSize(5);
    }

    @Test
    void recordsThatAnEarlierVersionStoredComeInTheirOrder() throws IOException {
        App app = now(store.names.claim(ANN, "shop", node(80)));
        now(logs().store(new StoreBuckets(List.of(bucket(app.id(), "b1", 1, 1, 5)))));
        String rows = "[[2,12,200,\"GET\",\"10.0.0.1:80\",\"cart\",8,1024,\"id-1\",null,8],"
                + "[6,7,404,\"POST\",\"10.0.0.1:80\",\"\"]]";
        test.put("logs", formerDocument(app, FormerPackTest.deflated(rows)));
        test.put("logs", formerDocument(app, "no pack".getBytes(UTF_8)).put("_id", "damaged"));

        assertThat(dates(read(app, null, 10))).containsExactly(1L, 2L, 5L, 6L);
    }

    @Test
    void onlyTheOwnerReadsTheLog() {
        now(store.names.claim(ANN, "shop", node(80)));

        assertRefused(ApiError.APP_NOT_FOUND, logs().read(new ReadLogs(BOB, "shop", null, 10, false)));
    }

    @Test
    void pagesTowardsThePastShowEveryRecordOnce() {
        App app = now(store.names.claim(ANN, "shop", node(80)));
        App other = now(store.names.claim(ANN, "other", node(80)));
        Random random = new Random(7);
        List<LogBucket> buckets = new ArrayList<>();
        for (int second = 1; second <= 8; second++) {
            for (String balancer : List.of("b1", "b2", "b3")) {
                buckets.add(overlapping(random, app, balancer, second));
                buckets.add(overlapping(random, other, balancer, second));
            }
        }
        now(logs().store(new StoreBuckets(buckets)));
        List<ServedRequest> expected = buckets.stream()
                .filter(bucket -> bucket.app().equals(app.id()))
                .flatMap(bucket -> records(bucket).stream())
                .toList();

        for (int limit : new int[] {1_000, 100, 7, 1}) {
            List<ServedRequest> all = readAll(app, limit);
            assertThat(all).as("pages of " + limit).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(all).isSortedAccordingTo(Comparator.comparingLong(ServedRequest::dateMs));
        }
    }

    @Test
    void findsTheNewestRecordsAmongManyBucketsOfOneRecord() {
        App app = now(store.names.claim(ANN, "shop", node(80)));
        List<LogBucket> buckets = IntStream.rangeClosed(1, 500)
                .mapToObj(second -> bucket(app.id(), "b1", second, second))
                .toList();
        now(logs().store(new StoreBuckets(buckets)));

        assertThat(dates(read(app, null, 3))).containsExactly(498L, 499L, 500L);
        assertThat(readAll(app, 60)).hasSize(500).doesNotHaveDuplicates();
    }

    @Test
    void aFullPageWithNothingBeforeItIsTheLast() {
        App app = now(store.names.claim(ANN, "shop", node(80)));
        now(logs().store(new StoreBuckets(List.of(bucket(app.id(), "b1", 1, 1, 2, 3)))));

        assertThat(read(app, null, 3).next()).isNull();
        assertThat(read(app, null, 2).next()).isNotNull();
    }

    @Test
    void refusesWhatIsNoCursor() {
        App app = now(store.names.claim(ANN, "shop", node(80)));

        List.of("", "x", "%%%", "MTIz", "{\"$ne\":1}", "a".repeat(10_000))
                .forEach(cursor ->
                        assertRefused(ApiError.BAD_REQUEST, logs().read(new ReadLogs(ANN, "shop", cursor, 10, false))));
        List.of(0, -1, 1_001)
                .forEach(limit -> assertRefused(
                        ApiError.BAD_REQUEST, logs().read(new ReadLogs(ANN, "shop", null, limit, false))));
        assertThat(app.name()).isEqualTo("shop");
    }

    @Test
    void aCursorIsSafeInAUrl() {
        App app = now(store.names.claim(ANN, "shop", node(80)));
        now(logs().store(new StoreBuckets(List.of(bucket(app.id(), "b1", 1, 1, 2, 3)))));

        assertThat(read(app, null, 1).next()).matches("[A-Za-z0-9_-]+");
    }

    private static JsonObject formerDocument(App app, byte[] records) {
        return new JsonObject()
                .put("_id", app.id() + "/b0/1/0")
                .put("app", app.id().value())
                .put("from", AppDocument.date(Instant.ofEpochMilli(2)))
                .put("to", AppDocument.date(Instant.ofEpochMilli(6)))
                .put("count", 2)
                .put("storedAt", AppDocument.date(Instant.ofEpochMilli(7)))
                .put("records", new JsonObject().put("$binary", records));
    }

    private AppLogs logs() {
        return new AppLogs(store);
    }

    private LogPage read(App app, @Nullable String cursor, int limit) {
        return now(logs().read(new ReadLogs(app.owner(), app.name(), cursor, limit, false)));
    }

    private List<ServedRequest> readAll(App app, int limit) {
        List<ServedRequest> all = new ArrayList<>();
        String next = null;
        do {
            LogPage page = read(app, next, limit);
            assertThat(page.records()).hasSizeBetween(1, limit);
            all.addAll(0, page.records());
            next = page.next();
        } while (next != null);
        return all;
    }

    /** Up to ten records of up to five seconds, many of the same millisecond; now and then one from long before. */
    private static LogBucket overlapping(Random random, App app, String balancer, int second) {
        long[] dates = IntStream.rangeClosed(0, random.nextInt(10))
                .mapToLong(i -> random.nextInt(20) == 0 ? random.nextInt(20) : second + random.nextInt(5))
                .toArray();
        List<ServedRequest> records = new ArrayList<>();
        for (int i = 0; i < dates.length; i++) {
            String path = balancer + "/" + second + "/" + i;
            records.add(new ServedRequest(path, "GET", "10.0.0.1:80", dates[i], 12, 200));
        }
        return bucket(app.id(), balancer, second, records);
    }

    private static List<Long> dates(LogPage page) {
        return page.records().stream().map(ServedRequest::dateMs).toList();
    }
}
