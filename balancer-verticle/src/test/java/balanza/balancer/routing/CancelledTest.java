package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.Event.NodeDown;
import balanza.contract.NodeState;
import balanza.contract.Tombstone;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that wait for the answer of a node that has gone down. */
class CancelledTest {
    private static final Duration HOLD = Duration.ofSeconds(10);

    private final Shop shop = Shop.of(3);
    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicInteger elsewhere = new AtomicInteger();
    private final Cancelled waiter = cancelled::incrementAndGet;
    private Target target;

    @BeforeEach
    void waitForAnswers() {
        target = shop.target(1);
        target.waiting(waiter);
        shop.target(2).waiting(elsewhere::incrementAndGet);
    }

    @Test
    void areToldWhenAMonitorFindsItDown() {
        shop.down(1, HOLD);

        assertThat(cancelled).hasValue(1);
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void areToldWhenTheRegistrySaysSoFirst() {
        shop.nodes(Shop.node(1, NodeState.DOWN), Shop.node(2));

        assertThat(cancelled).hasValue(1);
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void areToldWhenItIsEjected() {
        Shop.eject(target);

        assertThat(cancelled).hasValue(1);
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void areToldOnce() {
        shop.down(1, HOLD);
        shop.down(1, HOLD);
        shop.up(1);
        shop.down(1, HOLD);

        assertThat(cancelled).hasValue(1);
    }

    @Test
    void areNotToldOnceTheAnswerHasBegun() {
        target.notWaiting(waiter);
        shop.down(1, HOLD);

        assertThat(cancelled).hasValue(0);
    }

    @Test
    void stayWhereTheNodeIsTheLastAndOnlyFails() {
        shop.down(2, HOLD);
        shop.down(3, HOLD);
        Shop.eject(target);

        assertThat(cancelled).hasValue(0);
    }

    @Test
    void stayWhenItDrainsOrLeaves() {
        shop.nodes(Shop.draining(1), Shop.node(2));
        shop.nodes(Shop.node(2));
        shop.table.apply(new Tombstone(shop.id, "shop", 99));

        assertThat(cancelled).hasValue(0);
    }

    @Test
    void stayIfTheyWereSentToANodeThatWasDownAlready() {
        shop.with(false, true, 0).nodes(Shop.node(1));
        shop.down(1, HOLD);
        assertThat(cancelled).hasValue(1);
        shop.taken().waiting(waiter);

        shop.down(1, HOLD);
        shop.nodes(Shop.node(1, NodeState.DOWN));
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void aWordThatIsTooLateCancelsNothing() {
        shop.up(1);
        shop.table.nodeDown(new NodeDown(shop.id, "shop", target.id(), "refused", Shop.NOON.minusSeconds(1), HOLD));

        assertThat(cancelled).hasValue(0);
    }

    @Test
    void areToldOnceEvenIfTwoFindOutAtTheSameTime() {
        for (int i = 0; i < 200; i++) {
            var before = cancelled.get();
            shop.nodes(Shop.nodes(3));
            shop.up(1);
            target.waiting(waiter);
            Together.run(2, loop -> {
                if (loop == 0) {
                    shop.down(1, HOLD);
                } else {
                    Shop.eject(target);
                }
            });
            assertThat(cancelled).hasValue(before + 1);
            shop.pass(Duration.ofMinutes(10));
        }
    }
}
