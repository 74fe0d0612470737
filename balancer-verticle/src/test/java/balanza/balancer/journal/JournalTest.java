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

        assertThat(journal.take(7)).hasSize(7);
        assertThat(journal.waiting()).isEqualTo(10);

        journal.settle(5, 2);
        assertThat(journal.stored()).isEqualTo(5);
        assertThat(journal.dropped()).isEqualTo(2);
        assertThat(journal.waiting()).isEqualTo(3);
        assertThat(journal.take(7)).hasSize(3);
        assertThat(journal.take(7)).isEmpty();
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
            journal.settle(journal.take(1_000).size(), 0);
        }

        assertThat(journal.stored() + journal.dropped() + journal.waiting()).isEqualTo((long) threads * each);
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            journal.add(app, RECORD);
        }
    }
}
