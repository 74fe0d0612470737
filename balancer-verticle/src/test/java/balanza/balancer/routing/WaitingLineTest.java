package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import balanza.contract.NodeState;
import balanza.contract.Tombstone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Requests that wait for room. */
class WaitingLineTest {
    private static final int LOOPS = 8;
    private static final int REQUESTS = 5_000;

    private final Shop shop = new Shop().limited(1, null, 3);
    private final List<Integer> served = new ArrayList<>();
    private final List<Pick> picks = new ArrayList<>();

    @Test
    void isServedInTheOrderInWhichItCame() {
        shop.nodes(Shop.node(1));
        var target = shop.taken();
        for (int i = 1; i <= 3; i++) {
            assertThat(load().enqueue(waiter(i))).isTrue();
        }
        assertThat(served).isEmpty();
        assertThat(load().waiting()).isEqualTo(3);

        target.end();
        assertThat(served).containsExactly(1);
        assertThat(target.inFlight()).isOne();
        target.end();
        target.end();
        assertThat(served).containsExactly(1, 2, 3);
        assertThat(load().waiting()).isZero();
    }

    @Test
    void isNoLongerThanItMayBe() {
        shop.nodes(Shop.node(1));
        shop.taken();
        for (int i = 1; i <= 3; i++) {
            load().enqueue(waiter(i));
        }
        assertThat(load().enqueue(waiter(4))).isFalse();

        shop.limited(1, null, 4).nodes(Shop.node(1));
        assertThat(load().enqueue(waiter(4))).isTrue();
    }

    @Test
    void thereMayBeNone() {
        shop.limited(1, null, 0).nodes(Shop.node(1));
        shop.taken();

        assertThat(load().enqueue(waiter(1))).isFalse();
        shop.target(1).end();
        assertThat(served).isEmpty();
    }

    @Test
    void whoLeavesIsNotServed() {
        shop.nodes(Shop.node(1));
        var target = shop.taken();
        var impatient = waiter(1);
        load().enqueue(impatient);
        load().enqueue(waiter(2));
        assertThat(load().leave(impatient)).isTrue();
        assertThat(load().leave(impatient)).isFalse();

        target.end();
        assertThat(served).containsExactly(2);
    }

    @Test
    void whoWasServedIsToldSoWhenLeaving() {
        shop.nodes(Shop.node(1));
        var target = shop.taken();
        var waiter = waiter(1);
        load().enqueue(waiter);
        target.end();

        assertThat(load().leave(waiter)).isFalse();
        assertThat(target.inFlight()).isOne();
    }

    @Test
    void roomThatCameFreeBeforeIsNotMissed() {
        shop.nodes(Shop.node(1));
        var target = shop.taken();
        assertThat(shop.take(null)).isInstanceOf(Pick.Full.class);
        target.end();

        assertThat(load().enqueue(waiter(1))).isTrue();
        assertThat(served).containsExactly(1);
    }

    @Test
    void moreNodesOrHigherLimitsMakeRoom() {
        shop.nodes(Shop.node(1));
        shop.taken();
        load().enqueue(waiter(1));
        load().enqueue(waiter(2));
        load().enqueue(waiter(3));
        shop.nodes(Shop.node(1), Shop.node(2));
        assertThat(served).containsExactly(1);

        shop.limited(2, null, 3).nodes(Shop.node(1), Shop.node(2));
        assertThat(served).containsExactly(1, 2, 3);
    }

    @Test
    void aNodeThatComesUpMakesRoom() {
        shop.nodes(Shop.node(1), Shop.node(2, NodeState.DOWN));
        shop.taken();
        load().enqueue(waiter(1));
        assertThat(served).isEmpty();

        shop.up(2);
        assertThat(served).containsExactly(1);
    }

    @Test
    void nobodyWaitsForNodesThatAreNoMore() {
        shop.nodes(Shop.node(1));
        shop.taken();
        load().enqueue(waiter(1));
        shop.down(1, Duration.ofMinutes(1));
        assertThat(picks).containsExactly(new Pick.None());

        shop.up(1);
        load().enqueue(waiter(2));
        var route = shop.route();
        shop.table.apply(new Tombstone(shop.id, "shop", 99));
        assertThat(served).containsExactly(1, 2);
        assertThat(picks).containsExactly(new Pick.None(), new Pick.None());
        assertThat(route.load().waiting()).isZero();
    }

    @Test
    void oneThatThrowsDoesNotHoldUpThoseBehind() {
        shop.nodes(Shop.node(1));
        var target = shop.taken();
        var broken = new AtomicBoolean();
        load().enqueue(() -> {
            if (broken.get()) {
                throw new IllegalStateException("a defect");
            }
            return false;
        });
        load().enqueue(waiter(2));

        broken.set(true);
        assertThatThrownBy(target::end).isInstanceOf(IllegalStateException.class);
        load().room();
        assertThat(served).containsExactly(2);
    }

    @Test
    void aWaiterThatEndsWhatItTookServesTheNext() {
        shop.nodes(Shop.node(1));
        var target = shop.taken();
        for (int i = 1; i <= 3; i++) {
            var number = i;
            load().enqueue(() -> {
                if (shop.take(null) instanceof Pick.Taken taken) {
                    served.add(number);
                    taken.target().end();
                    return true;
                }
                return false;
            });
        }

        target.end();
        assertThat(served).containsExactly(1, 2, 3);
        assertThat(target.inFlight()).isZero();
    }

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

    private Waiter waiter(int number) {
        var route = shop.table;
        return () -> {
            var pick =
                    route.route("shop").map(now -> now.take(Shop.ANYBODY, null)).orElseGet(Pick.None::new);
            if (pick instanceof Pick.Full) {
                return false;
            }
            picks.add(pick);
            served.add(number);
            return true;
        };
    }
}
