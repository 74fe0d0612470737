package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.PolicyName;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How much may be in flight. */
class LimitsTest {
    private static final int LOOPS = 8;
    private static final int ROUNDS = 300;

    private final Shop shop = new Shop(new RouteDefaults(2, 5, 3, Duration.ofMillis(70), 20, 10));
    private final Queue<Target> taken = new ConcurrentLinkedQueue<>();

    @Test
    void aFullNodeIsPassedOver() {
        shop.nodes(Shop.nodes(2));
        while (shop.target(1).inFlight() < 2) {
            shop.target(1).tryBegin(2);
        }

        assertThat(shop.taken()).isSameAs(shop.target(2));
        assertThat(shop.taken()).isSameAs(shop.target(2));
        assertThat(shop.take(null)).isInstanceOf(Pick.Full.class);
        assertThat(shop.take(shop.target(1))).isInstanceOf(Pick.Full.class);
    }

    @Test
    void theAppIsFullBeforeItsNodesAre() {
        shop.nodes(Shop.nodes(3));
        for (int i = 0; i < 5; i++) {
            shop.taken();
        }
        assertThat(shop.take(null)).isInstanceOf(Pick.Full.class);
        assertThat(shop.route().load().inFlight()).isEqualTo(5);

        shop.route().targets().stream()
                .filter(target -> target.inFlight() > 0)
                .findFirst()
                .orElseThrow()
                .end();
        shop.taken();
    }

    @Test
    void theAppsLimitDoesNotKeepASecondAttemptOut() {
        shop.limited(null, 1, null).nodes(Shop.nodes(2));
        var first = shop.taken();
        var second = shop.taken(first);
        first.end();

        assertThat(shop.take(null)).isInstanceOf(Pick.Full.class);
        second.end();
        shop.taken();
    }

    @Test
    void theAppsOwnLimitsStandForThoseOfTheProcess() {
        shop.limited(1, 2, null).nodes(Shop.nodes(3));
        assertThat(shop.taken()).isNotSameAs(shop.taken());
        assertThat(shop.take(null)).isInstanceOf(Pick.Full.class);

        shop.limited(1, 3, null).nodes(Shop.nodes(3));
        shop.taken();
        assertThat(shop.route().targets()).allMatch(target -> target.inFlight() == 1);
    }

    @Test
    void whereNobodyMayTakeItIsNotFull() {
        shop.nodes(Shop.draining(1), Shop.weighing(2, 0));

        assertThat(shop.take(null)).isInstanceOf(Pick.None.class);
    }

    @Test
    void tellsHowLongToWait() {
        assertThat(shop.nodes(Shop.node(1)).queueWait()).isEqualTo(Duration.ofMillis(70));
        assertThat(Shop.of(1).route().queueWait()).isEqualTo(Duration.ofMillis(500));
    }

    @ParameterizedTest
    @EnumSource
    void manyEventLoopsTakeExactlyWhatTheNodesMayHave(PolicyName policy) {
        shop.choosing(policy).limited(3, 1_000, null).nodes(Shop.nodes(4));

        takeAllTogether(() -> {
            assertThat(taken).hasSize(12);
            assertThat(shop.route().targets()).allMatch(target -> target.inFlight() == 3);
        });
    }

    @ParameterizedTest
    @EnumSource
    void manyEventLoopsTakeExactlyWhatTheAppMayHave(PolicyName policy) {
        shop.choosing(policy).limited(3, 10, null).nodes(Shop.nodes(4));

        takeAllTogether(() -> {
            assertThat(taken).hasSize(10);
            assertThat(shop.route().load().inFlight()).isEqualTo(10);
            assertThat(shop.route().targets()).allMatch(target -> target.inFlight() <= 3);
        });
    }

    /** All take until there is no more, and then all is ended. */
    private void takeAllTogether(Runnable check) {
        Together.rounds(
                LOOPS,
                ROUNDS,
                loop -> {
                    while (shop.take(null) instanceof Pick.Taken one) {
                        taken.add(one.target());
                    }
                },
                () -> {
                    check.run();
                    taken.forEach(Target::end);
                    taken.clear();
                    assertThat(shop.route().load().inFlight()).isZero();
                });
    }
}
