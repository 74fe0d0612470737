package balanza.balancer.journal;

import static balanza.balancer.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.balancer.TestVertx;
import balanza.bus.Bus;
import balanza.contract.ApiError;
import balanza.contract.AppId;
import balanza.contract.LogBucket;
import balanza.contract.Outcome;
import balanza.contract.RegistryRequest.StoreBuckets;
import balanza.contract.ServedRequest;
import balanza.contract.ServedRequest.Attempt;
import balanza.contract.Stored;
import balanza.records.PackReader;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JournalWriterTest {
    private static final int MAX_RECORDS = LogBucket.MAX_RECORDS;

    private final Vertx vertx = TestVertx.open();
    private final Bus bus = new Bus(vertx);
    private final Journal journal = new Journal();
    private final AppId shop = AppId.fresh();
    private final AppId blog = AppId.fresh();
    private final BlockingQueue<StoreBuckets> sent = new LinkedBlockingQueue<>();
    private final BlockingQueue<Promise<Stored>> answers = new LinkedBlockingQueue<>();

    private final Random random = new Random(5);

    private volatile boolean over;

    @AfterEach
    void close() {
        over = true;
        answers.forEach(answer -> answer.tryFail(ApiError.UNAVAILABLE.exception()));
        soon(vertx.close());
    }

    @Test
    void bucketsHoldOneAppAndSoManyRecords() throws InterruptedException {
        add(shop, 2 * MAX_RECORDS + 500);
        add(blog, 3);
        add(shop, 10);
        start();

        var buckets = next(sent).buckets();

        assertThat(buckets).extracting(LogBucket::app).containsExactly(shop, shop, shop, blog);
        assertThat(buckets).extracting(LogBucket::count).containsExactly(MAX_RECORDS, MAX_RECORDS, 510, 3);
        assertThat(buckets).extracting(LogBucket::id).doesNotHaveDuplicates();
        assertThat(buckets).allMatch(LogBucket::plausible);
        assertThat(records(buckets.get(0)))
                .hasSize(MAX_RECORDS)
                .extracting(ServedRequest::dateMs)
                .isSorted();
        next(answers).complete(new Stored(2 * MAX_RECORDS + 513, 0));
    }

    @Test
    void requestsThatNoNodeAnsweredHaveBucketsOfTheirOwn() throws InterruptedException {
        List<ServedRequest> answered = new ArrayList<>();
        List<ServedRequest> failed = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            var record = record(i % 3 == 0 ? null : "n:1", i);
            (i % 3 == 0 ? failed : answered).add(record);
            journal.add(shop, record);
        }
        journal.add(blog, failed.get(0));
        start();

        var buckets = next(sent).buckets();

        assertThat(buckets)
                .filteredOn(bucket -> bucket.app().equals(shop) && bucket.answered())
                .flatExtracting(JournalWriterTest::records)
                .isEqualTo(answered);
        assertThat(buckets)
                .filteredOn(bucket -> bucket.app().equals(shop) && !bucket.answered())
                .flatExtracting(JournalWriterTest::records)
                .isEqualTo(failed);
        assertThat(buckets)
                .filteredOn(bucket -> bucket.app().equals(blog))
                .flatExtracting(JournalWriterTest::records)
                .containsExactly(failed.get(0));
        assertThat(buckets).hasSize(3).extracting(LogBucket::id).doesNotHaveDuplicates();
        next(answers).complete(new Stored(1_501, 0));
    }

    @Test
    void sendsAnUnansweredBatchAgainWithTheSameIds() throws InterruptedException {
        add(shop, 1_001);
        start();
        var first = next(sent);
        add(shop, 7);
        next(answers).fail(ApiError.UNAVAILABLE.exception());

        var second = next(sent);
        assertThat(second).isEqualTo(first);
        assertAccounted(1_008, 0, 0);

        next(answers).complete(new Stored(1_001, 0));
        assertThat(ids(next(sent))).doesNotContainAnyElementsOf(ids(first));
        assertAccounted(1_008, 1_001, 0);
    }

    @Test
    void countsRefusedRecordsAsDropped() throws InterruptedException {
        add(shop, 5);
        add(blog, 4);
        start();
        next(sent);
        add(shop, 1);
        next(answers).complete(new Stored(5, 4));

        next(sent);
        assertAccounted(10, 5, 4);
    }

    @Test
    void dropsAndCountsABatchThatWillNeverBeTaken() throws InterruptedException {
        add(shop, 1_001);
        start();
        var first = next(sent);
        add(shop, 7);
        next(answers).fail(ApiError.DEFECT.exception());

        assertThat(ids(next(sent))).doesNotContainAnyElementsOf(ids(first));
        assertAccounted(1_008, 0, 1_001);
    }

    @Test
    void sendsManyAppsInSeveralBatchesOneAfterTheOther() throws InterruptedException {
        for (int i = 0; i < 2_500; i++) {
            add(AppId.fresh(), 1);
        }
        start();
        var first = next(sent);
        next(answers).complete(new Stored(1_000, 0));
        var begun = System.nanoTime();

        var second = next(sent);

        assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.MILLISECONDS.toNanos(900));
        assertThat(first.buckets()).hasSize(1_000);
        assertThat(second.buckets()).hasSize(1_000);
        assertThat(ids(second)).doesNotContainAnyElementsOf(ids(first));
        next(answers).complete(new Stored(1_000, 0));
        assertThat(next(sent).buckets()).hasSize(500);
    }

    @Test
    void sendsLongPathsInSmallerBatchesOneAfterTheOther() throws InterruptedException {
        addLongPaths(1_000);
        start();
        var first = records(next(sent));
        next(answers).complete(new Stored(first.size(), 0));
        var begun = System.nanoTime();

        var second = records(next(sent));

        assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.MILLISECONDS.toNanos(900));
        assertThat(first).hasSizeBetween(100, 400);
        assertThat(second).hasSizeBetween(100, 400);
        assertThat(second.get(0).dateMs()).isEqualTo(first.size());
    }

    @Test
    void whileTheRegistryIsAwayWhatFindsNoRoomIsDropped() throws InterruptedException {
        start();
        add(shop, 1);
        next(sent);
        long added = 1;
        while (journal.dropped() == 0) {
            addLongPaths(100);
            added += 100;
        }

        assertThat(added).isLessThan(10_000);
        assertThat(journal.waiting() + journal.dropped()).isEqualTo(added);
    }

    @Test
    void writesWhatIsLeftWhenItStopsAndCountsItOnce() throws InterruptedException {
        addLongPaths(400);
        var id = start();
        var sentBefore = records(next(sent)).size();
        assertThat(sentBefore).isLessThan(400);
        var stopped = vertx.undeploy(id);
        add(blog, 7);
        next(answers).complete(new Stored(sentBefore, 0));
        next(sent);
        next(answers).complete(new Stored(407 - sentBefore, 0));
        soon(stopped);

        assertAccounted(407, 407, 0);
    }

    private String start() {
        soon(bus.answer(StoreBuckets.class, (batch, deadline) -> {
            if (over) {
                return Future.failedFuture(ApiError.UNAVAILABLE.exception());
            }
            var answer = Promise.<Stored>promise();
            answers.add(answer);
            sent.add(batch);
            return answer.future();
        }));
        var worker = new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER);
        Future<String> deployed = vertx.deployVerticle(new JournalWriter(bus, journal), worker);
        return soon(deployed);
    }

    private void add(AppId app, int count) {
        for (int i = 0; i < count; i++) {
            journal.add(app, new ServedRequest("", "GET", "n:1", i, 0, 200));
        }
    }

    /** Of a text that cannot be packed well. */
    private void addLongPaths(int count) {
        var bytes = new byte[4_000];
        for (int i = 0; i < count; i++) {
            random.nextBytes(bytes);
            journal.add(shop, new ServedRequest(HexFormat.of().formatHex(bytes), "GET", "n:1", i, 0, 200));
        }
    }

    private static List<ServedRequest> records(StoreBuckets batch) {
        return batch.buckets().stream()
                .flatMap(bucket -> records(bucket).stream())
                .toList();
    }

    private static List<ServedRequest> records(LogBucket bucket) {
        return PackReader.read(bucket.records());
    }

    private static ServedRequest record(@Nullable String endPoint, long dateMs) {
        return new ServedRequest(
                "cart",
                "GET",
                endPoint,
                dateMs,
                12,
                endPoint == null ? 412 : 200,
                List.of(
                        new Attempt("n:2", 1, Outcome.CONNECT_REFUSED),
                        new Attempt("n:1", 9, endPoint == null ? Outcome.RESET : Outcome.ANSWERED)),
                endPoint == null ? 0 : 10,
                1_024,
                "id-" + dateMs,
                endPoint == null ? Outcome.RESET : null);
    }

    private void assertAccounted(long added, long stored, long dropped) {
        assertThat(journal.stored()).isEqualTo(stored);
        assertThat(journal.dropped()).isEqualTo(dropped);
        assertThat(journal.waiting()).isEqualTo(added - stored - dropped);
    }

    private static List<String> ids(StoreBuckets batch) {
        return batch.buckets().stream().map(LogBucket::id).toList();
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        var next = queue.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }
}
