package balanza.balancer.journal;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.AppId;
import balanza.contract.ServedRequest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final int CAPACITY = 250_000;
    private static final long CAPACITY_CHARACTERS = 32L * 1_024 * 1_024;
    private static final ServedRequest RECORD = new ServedRequest("", "GET", "n:1", 0, 0, 200);

    private final Journal journal = new Journal();
    private final AppId app = AppId.fresh();

    @Test
    void dropsAndCountsWhatFindsNoRoom() {
        add(CAPACITY + 5);

        assertThat(journal.waiting()).isEqualTo(CAPACITY);
        assertThat(journal.dropped()).isEqualTo(5);
    }

    @Test
    void countsWhatIsTakenAsWaitingUntilItIsSettled() {
        add(10);

        assertThat(journal.take(7, Long.MAX_VALUE)).hasSize(7);
        assertThat(journal.waiting()).isEqualTo(10);

        journal.settle(5, 2);
        assertThat(journal.stored()).isEqualTo(5);
        assertThat(journal.dropped()).isEqualTo(2);
        assertThat(journal.waiting()).isEqualTo(3);
        assertThat(journal.take(7, Long.MAX_VALUE)).hasSize(3);
        assertThat(journal.take(7, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void longPathsFindLessRoom() {
        var longest = new ServedRequest("a".repeat(8_000), "GET", "n:1", 0, 0, 200);
        for (int i = 0; i < CAPACITY; i++) {
            journal.add(app, longest);
        }

        assertThat(journal.waiting() * 8_003L).isBetween(CAPACITY_CHARACTERS, CAPACITY_CHARACTERS + 8_003);
        assertThat(journal.dropped()).isEqualTo(CAPACITY - journal.waiting());

        var dropped = journal.dropped();
        journal.settle(journal.take(10, Long.MAX_VALUE).size(), 0);
        add(1);
        assertThat(journal.dropped()).as("there is room again").isEqualTo(dropped);
    }

    @Test
    void handsOverNoMoreTextThanIsAskedFor() {
        add(100);

        assertThat(journal.take(100, 30)).hasSize(10);
        assertThat(journal.take(100, 28)).hasSize(10);
        assertThat(journal.take(100, 1_000)).hasSize(80);
    }

    @Test
    void handsOverWhatOneThreadAddedInItsOrder() {
        for (int i = 0; i < 1_000; i++) {
            journal.add(app, new ServedRequest("", "GET", "n:1", i, 0, 200));
        }

        assertThat(journal.take(300, Long.MAX_VALUE))
                .extracting(entry -> entry.record().dateMs())
                .isEqualTo(LongStream.range(0, 300).boxed().toList());
        assertThat(journal.take(1_000, Long.MAX_VALUE))
                .extracting(entry -> entry.record().dateMs())
                .isEqualTo(LongStream.range(300, 1_000).boxed().toList());
    }

    @Test
    void aThreadThatAddsMuchDoesNotHoldUpTheOthers() throws InterruptedException {
        add(1_000);
        var other = new Thread(() -> add(1));
        other.start();
        other.join();

        journal.take(300, Long.MAX_VALUE);
        journal.take(1, Long.MAX_VALUE);

        assertThat(journal.take(1_000, Long.MAX_VALUE)).hasSize(700);
    }

    @Test
    void holdsNoMoreThanItMayPlusWhatThreadsHaveNotToldOfYet() throws InterruptedException {
        var threads = 4;
        var pool = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < threads; i++) {
            pool.execute(() -> add(CAPACITY));
        }
        pool.shutdown();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        assertThat(journal.waiting()).isBetween((long) CAPACITY, CAPACITY + threads * 250L);
        assertThat(journal.dropped()).isEqualTo(threads * (long) CAPACITY - journal.waiting());
    }

    @Test
    void losesNoCountWhenAllCoresAdd() throws InterruptedException {
        var threads = 4;
        var each = 50_000;
        var pool = Executors.newFixedThreadPool(threads);
        var ready = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            pool.execute(() -> {
                ready.countDown();
                add(each);
            });
        }
        ready.await();
        pool.shutdown();
        while (!pool.awaitTermination(1, TimeUnit.MILLISECONDS)) {
            journal.settle(journal.take(1_000, Long.MAX_VALUE).size(), 0);
        }

        assertThat(journal.stored() + journal.dropped() + journal.waiting()).isEqualTo((long) threads * each);
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            journal.add(app, RECORD);
        }
    }
}
