package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import balanza.contract.NodeState;
import balanza.contract.Tombstone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Requests that wait for room. */
class WaitingLineTest {
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
