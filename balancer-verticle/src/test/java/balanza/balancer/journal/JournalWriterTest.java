package balanza.balancer.journal;

import static balanza.balancer.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.balancer.TestVertx;
import balanza.bus.Bus;
import balanza.contract.ApiError;
import balanza.contract.AppId;
import balanza.contract.LogBucket;
import balanza.contract.Outcome;
import balanza.contract.RegistryRequest.StoreLogs;
import balanza.contract.ServedRequest;
import balanza.contract.ServedRequest.Attempt;
import balanza.contract.Stored;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JournalWriterTest {
    private final Vertx vertx = TestVertx.open();
    private final Bus bus = new Bus(vertx);
    private final Journal journal = new Journal();
    private final AppId shop = AppId.fresh();
    private final AppId blog = AppId.fresh();
    private final BlockingQueue<StoreLogs> sent = new LinkedBlockingQueue<>();
    private final BlockingQueue<Promise<Stored>> answers = new LinkedBlockingQueue<>();

    private volatile boolean over;

    @AfterEach
    void close() {
        over = true;
        answers.forEach(answer -> answer.tryFail(ApiError.UNAVAILABLE.exception()));
        soon(vertx.close());
    }

    @Test
    void bucketsHoldOneAppAndAtMostAThousandRecords() throws InterruptedException {
        add(shop, 2_500);
        add(blog, 3);
        add(shop, 10);
        start();

        var buckets = next(sent).buckets();

        assertThat(buckets).extracting(LogBucket::app).containsExactly(shop, shop, shop, blog);
        assertThat(buckets).extracting(bucket -> bucket.records().size()).containsExactly(1_000, 1_000, 510, 3);
        assertThat(buckets).extracting(LogBucket::id).doesNotHaveDuplicates();
        assertThat(buckets.get(0).records()).extracting(ServedRequest::dateMs).isSorted();
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
                .flatExtracting(LogBucket::records)
                .isEqualTo(answered);
        assertThat(buckets)
                .filteredOn(bucket -> bucket.app().equals(shop) && !bucket.answered())
                .flatExtracting(LogBucket::records)
                .isEqualTo(failed);
        assertThat(buckets)
                .filteredOn(bucket -> bucket.app().equals(blog))
                .flatExtracting(LogBucket::records)
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
    void goesOnAtOnceWhileMuchIsWaiting() throws InterruptedException {
        add(shop, 12_000);
        start();
        next(sent);
        next(answers).complete(new Stored(5_000, 0));
        var begun = System.nanoTime();

        next(sent);

        assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.MILLISECONDS.toNanos(900));
    }

    @Test
    void sendsLongPathsInSmallerBatchesOneAfterTheOther() throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            journal.add(shop, new ServedRequest("a".repeat(8_000), "GET", "n:1", i, 0, 200));
        }
        start();
        var first = next(sent).buckets().get(0).records();
        next(answers).complete(new Stored(first.size(), 0));
        var begun = System.nanoTime();

        var second = next(sent).buckets().get(0).records();

        assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.MILLISECONDS.toNanos(900));
        assertThat(first).hasSizeLessThan(300).hasSameSizeAs(second);
        assertThat(second.get(0).dateMs()).isEqualTo(first.size());
    }

    @Test
    void writesWhatIsLeftWhenItStopsAndCountsItOnce() throws InterruptedException {
        add(shop, 6_000);
        var id = start();
        next(sent);
        var stopped = vertx.undeploy(id);
        next(answers).complete(new Stored(5_000, 0));
        next(sent);
        next(answers).complete(new Stored(1_000, 0));
        soon(stopped);

        assertAccounted(6_000, 6_000, 0);
    }

    private String start() {
        soon(bus.answer(StoreLogs.class, (batch, deadline) -> {
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

    private static List<String> ids(StoreLogs batch) {
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
