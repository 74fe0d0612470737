package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The waiting line under many event loops at once. */
class WaitingLineRaceTest {
    private static final int LOOPS = 8;
    private static final int REQUESTS = 5_000;

    private final Shop shop = new Shop();

    /** Requests of many event loops for three places, ended by others: all are served, and none is asked for again. */
    @Test
    void nobodyIsLost() throws InterruptedException {
        shop.limited(1, null, Integer.MAX_VALUE).nodes(Shop.nodes(3));
        var done = new CountDownLatch(LOOPS * REQUESTS);
        var toEnd = new LinkedBlockingQueue<Target>();
        for (int i = 0; i < LOOPS; i++) {
            request(toEnd, done);
        }
        assertThat(load().waiting()).isEqualTo(LOOPS - 3);

        Together.run(LOOPS, loop -> {
            for (int i = 0; i < REQUESTS - 1; i++) {
                request(toEnd, done);
                endOne(toEnd);
            }
        });
        while (!toEnd.isEmpty()) {
            endOne(toEnd);
        }

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(load().inFlight()).isZero();
        assertThat(load().waiting()).isZero();
    }

    /** Those that leave at the very moment they are served have either left or been served, never both and never neither. */
    @Test
    void leavingAndBeingServedExcludeEachOther() {
        shop.limited(1, null, LOOPS).nodes(Shop.node(1));
        var held = new AtomicReference<>(shop.taken());
        var served = new AtomicInteger();
        var left = new AtomicInteger();

        Together.rounds(
                LOOPS,
                REQUESTS,
                loop -> {
                    if (loop == 0) {
                        held.get().end();
                        return;
                    }
                    var mine = new AtomicReference<Target>();
                    Waiter waiter = () -> {
                        if (shop.take(null) instanceof Pick.Taken taken) {
                            mine.set(taken.target());
                            served.incrementAndGet();
                            return true;
                        }
                        return false;
                    };
                    assertThat(load().enqueue(waiter)).isTrue();
                    if (load().leave(waiter)) {
                        left.incrementAndGet();
                    } else {
                        mine.get().end();
                    }
                },
                () -> {
                    assertThat(shop.target(1).inFlight()).isZero();
                    assertThat(load().waiting()).isZero();
                    held.set(shop.taken());
                });

        assertThat(served.get() + left.get()).isEqualTo((LOOPS - 1) * REQUESTS);
    }

    /** Takes now or lines up; what it took is put where others end it. */
    private void request(Queue<Target> toEnd, CountDownLatch done) {
        Waiter waiter = () -> {
            if (shop.take(null) instanceof Pick.Taken taken) {
                toEnd.add(taken.target());
                done.countDown();
                return true;
            }
            return false;
        };
        if (!waiter.room()) {
            load().enqueue(waiter);
        }
    }

    private static void endOne(LinkedBlockingQueue<Target> toEnd) {
        try {
            var target = toEnd.poll(10, TimeUnit.SECONDS);
            if (target == null) {
                throw new AssertionError("somebody was lost");
            }
            target.end();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private AppLoad load() {
        return shop.route().load();
    }
}
