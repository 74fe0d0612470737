package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.PolicyName;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How much may be in flight. */
class LimitsTest {
    private static final int LOOPS = 8;
    private static final int TURNS = 20_000;
    private static final int HELD = 6;

    private final Shop shop = new Shop(new RouteDefaults(2, 5, 3, Duration.ofMillis(70), 20, 10));

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
    void thereIsNeverMoreInFlightThanMayBe(PolicyName policy) {
        shop.choosing(policy).limited(3, 10, null).nodes(Shop.nodes(4));
        var onNode = new ConcurrentHashMap<Target, AtomicInteger>();
        shop.route().targets().forEach(target -> onNode.put(target, new AtomicInteger()));
        var onApp = new AtomicInteger();
        var mostOnNode = new AtomicInteger();
        var mostOnApp = new AtomicInteger();
        var full = new AtomicInteger();

        Together.run(LOOPS, loop -> {
            var mine = new ArrayDeque<Target>();
            for (int i = 0; i < TURNS; i++) {
                // More than its share, and none at the end.
                if (i < TURNS - HELD
                        && mine.size() < HELD
                        && ThreadLocalRandom.current().nextBoolean()) {
                    if (shop.take(null) instanceof Pick.Taken taken) {
                        mine.add(taken.target());
                        raise(mostOnNode, onNode.get(taken.target()).incrementAndGet());
                        raise(mostOnApp, onApp.incrementAndGet());
                    } else {
                        full.incrementAndGet();
                    }
                } else if (!mine.isEmpty()) {
                    onNode.get(mine.peek()).decrementAndGet();
                    onApp.decrementAndGet();
                    mine.remove().end();
                }
            }
        });

        assertThat(mostOnNode).hasValue(3);
        assertThat(mostOnApp).hasValue(10);
        assertThat(full).hasPositiveValue();
        assertThat(shop.route().load().inFlight()).isZero();
        assertThat(shop.route().targets()).allMatch(target -> target.inFlight() == 0);
    }

    private static void raise(AtomicInteger most, int now) {
        most.accumulateAndGet(now, Math::max);
    }
}
