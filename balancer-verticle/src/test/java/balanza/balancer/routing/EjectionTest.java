package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.NodeState;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a balancer makes of a node's failures that it has seen itself. */
class EjectionTest {
    private static final Duration MOMENT = Duration.ofNanos(1);

    private final Shop shop = Shop.of(3);
    private Target sick;

    @BeforeEach
    void fallIll() {
        sick = shop.target(1);
    }

    @Test
    void ejectsAfterThreeFailedConnectsInARow() {
        sick.connectFailed();
        sick.connectFailed();
        assertThat(shop.candidates()).containsExactly(1, 2, 3);

        sick.connectFailed();
        assertThat(shop.candidates()).containsExactly(2, 3);
    }

    @Test
    void aConnectionThatItTakesEndsTheRow() {
        sick.connectFailed();
        sick.connectFailed();
        sick.connected();
        sick.connectFailed();
        sick.connectFailed();

        assertThat(shop.candidates()).containsExactly(1, 2, 3);
    }

    @Test
    void ejectsAfterFiveFailuresOfAnyKindInARow() {
        sick.connectFailed();
        sick.connected();
        sick.failed();
        sick.answered(1, 502);
        sick.answered(1, 503);
        assertThat(shop.candidates()).containsExactly(1, 2, 3);

        sick.answered(1, 504);
        assertThat(shop.candidates()).containsExactly(2, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 200, 304, 404, 500, 501, 505})
    void anyOtherAnswerEndsTheRow(int status) {
        for (int i = 0; i < 10; i++) {
            sick.failed();
            sick.failed();
            sick.failed();
            sick.failed();
            sick.answered(1, status);
        }

        assertThat(shop.candidates()).containsExactly(1, 2, 3);
    }

    @Test
    void lastsThirtySecondsTheFirstTime() {
        Shop.eject(sick);
        shop.pass(Duration.ofSeconds(30).minus(MOMENT));
        assertThat(shop.candidates()).containsExactly(2, 3);

        shop.pass(MOMENT);
        assertThat(shop.candidates()).containsExactly(1, 2, 3);
    }

    @Test
    void lastsThirtySecondsMoreEachTimeAndThreeHundredAtMost() {
        for (int times = 1; times <= 14; times++) {
            Shop.eject(sick);
            shop.pass(Duration.ofSeconds(30L * Math.min(times, 10)).minus(MOMENT));
            assertThat(shop.candidates()).containsExactly(2, 3);
            shop.pass(MOMENT);
            assertThat(shop.candidates()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void aTimeThatPassesWellTakesOneOff() {
        Shop.eject(sick);
        shop.pass(Duration.ofSeconds(30));
        Shop.eject(sick);
        shop.pass(Duration.ofMinutes(1));
        shop.pass(Duration.ofMinutes(1)); // As long again, and well: now it is as after the first.

        Shop.eject(sick);
        assertThat(ejectedFor()).isEqualTo(Duration.ofSeconds(60));
        shop.pass(Duration.ofSeconds(60).minus(MOMENT)); // Not quite.
        Shop.eject(sick);
        assertThat(ejectedFor()).isEqualTo(Duration.ofSeconds(90));
        shop.pass(Duration.ofSeconds(90));
        shop.pass(Duration.ofSeconds(60));
        shop.pass(Duration.ofSeconds(30)); // All three.
        Shop.eject(sick);
        assertThat(ejectedFor()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void beginsWithAllFailuresForgotten() {
        Shop.eject(sick);
        shop.pass(Duration.ofSeconds(30));
        sick.connectFailed();
        sick.connectFailed();

        assertThat(shop.candidates()).containsExactly(1, 2, 3);
    }

    @Test
    void lateNewsOfWhatItWasEjectedForDoesNotCount() {
        Shop.eject(sick);
        for (int i = 0; i < 20; i++) {
            sick.failed();
            sick.connectFailed();
        }
        shop.pass(Duration.ofSeconds(30));

        assertThat(shop.candidates()).containsExactly(1, 2, 3);
        sick.failed();
        assertThat(shop.candidates()).containsExactly(1, 2, 3);
    }

    @Test
    void neverTakesTheLastOne() {
        shop.nodes(Shop.node(1), Shop.node(2, NodeState.DOWN), Shop.draining(3), Shop.weighing(4, 0));
        for (int i = 0; i < 20; i++) {
            sick.failed();
            sick.connectFailed();
        }
        assertThat(shop.candidates()).containsExactly(1);

        shop.nodes(Shop.node(1), Shop.node(2));
        assertThat(shop.candidates()).containsExactly(1, 2);
        sick.failed();
        assertThat(shop.candidates()).containsExactly(2);
    }

    @Test
    void ofAllThatFailOneIsLeft() {
        shop.route().targets().forEach(Shop::eject);

        assertThat(shop.candidates()).containsExactly(3);
    }

    @Test
    void doesNotCountWhereItWouldLeaveNone() {
        Shop.eject(sick);
        Shop.eject(shop.target(2));
        shop.down(3, Duration.ofMinutes(1));

        assertThat(shop.candidates()).containsExactly(1, 2);
        assertThat(shop.candidates(sick)).containsExactly(2);
    }

    @Test
    void aFullNodeDoesNotBringAnEjectedOneBack() {
        shop.limited(1, null, null).nodes(Shop.nodes(2));
        Shop.eject(sick);
        shop.taken();

        assertThat(shop.take(null)).isInstanceOf(Pick.Full.class);
    }

    private Duration ejectedFor() {
        var start = shop.clock.get();
        while (sick.ejected(shop.clock.get())) {
            shop.pass(Duration.ofSeconds(1));
        }
        return Duration.ofNanos(shop.clock.get() - start);
    }
}
