package balanza.balancer.journal;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.AppId;
import balanza.contract.ServedRequest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final int CAPACITY = 100_000;
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

        assertThat(journal.has(101, 301)).isFalse();
        assertThat(journal.has(100, 301)).isTrue();
        assertThat(journal.has(101, 300)).isTrue();
        assertThat(journal.take(100, 30)).hasSize(10);
        assertThat(journal.has(101, 271)).isFalse();
        assertThat(journal.take(100, 28)).hasSize(10);
        assertThat(journal.take(100, 1_000)).hasSize(80);
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
