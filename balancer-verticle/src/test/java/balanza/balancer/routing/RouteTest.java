package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.Node;
import balanza.contract.NodeState;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RouteTest {
    private final Shop shop = Shop.of(3);

    @Test
    void offersAllThatAreHealthy() {
        assertThat(shop.candidates()).containsExactly(1, 2, 3);
    }

    @Test
    void doesNotOfferTheOneThatWasTried() {
        assertThat(shop.candidates(shop.target(2))).containsExactly(1, 3);
    }

    @Test
    void hasNoneInsteadOfTheOnlyOneThatWasTried() {
        var alone = Shop.of(1);

        assertThat(alone.take(alone.target(1))).isInstanceOf(Pick.None.class);
    }

    @Test
    void hasNoneWithoutNodes() {
        assertThat(Shop.of(0).take(null)).isInstanceOf(Pick.None.class);
    }

    @Test
    void hasNoneIfAllAreDown() {
        shop.nodes(Shop.node(1, NodeState.DOWN), Shop.node(2, NodeState.DOWN));

        assertThat(shop.take(null)).isInstanceOf(Pick.None.class);
    }

    @Test
    void handsThePolicyTheListAsItIsIfNothingIsWrongWithAny() {
        var route = shop.route();

        assertThat(route.shortlist(null, shop.clock.get()).candidates()).isSameAs(route.targets());
    }

    @Test
    void takesEachThatItOffersAndNoOther() {
        shop.nodes(Shop.node(1), Shop.node(2, NodeState.DOWN), Shop.node(3), Shop.draining(4), Shop.weighing(5, 0));

        assertThat(taken(200)).containsExactlyInAnyOrder(1, 3);
    }

    @Test
    void theSecondAttemptGoesElsewhere() {
        for (int i = 0; i < 200; i++) {
            var first = shop.taken();
            assertThat(shop.taken(first)).isNotSameAs(first);
        }
    }

    @Test
    void countsWhatItTakesUntilItEnds() {
        var alone = Shop.of(1);
        var target = alone.taken();
        alone.taken();
        assertThat(target.inFlight()).isEqualTo(2);
        assertThat(alone.route().load().inFlight()).isEqualTo(2);

        target.end();
        assertThat(target.inFlight()).isOne();
        assertThat(alone.route().load().inFlight()).isOne();
    }

    @Test
    void aDrainingNodeServesNobodyAndKeepsWhatItHas() {
        var alone = Shop.of(1);
        var target = alone.taken();
        alone.nodes(Shop.draining(1));

        assertThat(alone.take(null)).isInstanceOf(Pick.None.class);
        assertThat(target.inFlight()).isOne();
        alone.nodes(Shop.node(1));
        assertThat(alone.taken()).isSameAs(target);
    }

    @Test
    void aRouteOfBeforeDoesNotTakeWhatHasBegunToDrainOrHasLeft() {
        var before = shop.route();
        shop.nodes(Shop.draining(1), Shop.node(2));

        for (int i = 0; i < 200; i++) {
            assertThat(((Pick.Taken) before.take(Shop.ANYBODY, null)).target()).isSameAs(shop.target(2));
        }
    }

    @Test
    void failsOpenOnlyWhenAllAreDown() {
        shop.with(false, true, 0).nodes(Shop.node(1, NodeState.DOWN), Shop.node(2), Shop.node(3, NodeState.DOWN));
        assertThat(shop.candidates()).containsExactly(2);
        assertThat(shop.take(shop.target(2))).isInstanceOf(Pick.None.class);

        shop.down(2, Duration.ofMinutes(1));
        assertThat(shop.candidates()).containsExactly(1, 2, 3);
        assertThat(shop.candidates(shop.target(2))).containsExactly(1, 3);
    }

    @Test
    void failingOpenSparesDrainingNodesAndThoseWithoutWeight() {
        var down = NodeState.DOWN;
        shop.with(false, true, 0)
                .nodes(
                        Shop.node(1, down),
                        Shop.node(2, down, Node.DEFAULT_WEIGHT, true),
                        Shop.node(3, down, 0, false),
                        Shop.draining(4),
                        Shop.weighing(5, 0));

        assertThat(shop.candidates()).containsExactly(1);
    }

    @Test
    void offersAnEjectedTargetIfAllOthersAreDown() {
        Shop.eject(shop.target(1));
        assertThat(shop.candidates()).containsExactly(2, 3);

        shop.nodes(Shop.node(1), Shop.node(2, NodeState.DOWN), Shop.node(3, NodeState.DOWN));
        assertThat(shop.candidates()).containsExactly(1);
    }

    @Test
    void offersAnEjectedTargetToASecondAttemptThatHasNoOther() {
        Shop.eject(shop.target(1));
        Shop.eject(shop.target(2));

        assertThat(shop.candidates()).containsExactly(3);
        assertThat(shop.candidates(shop.target(3))).containsExactly(1, 2);
    }

    private List<Integer> taken(int times) {
        var seen = new HashSet<Integer>();
        IntStream.range(0, times).forEach(i -> seen.add(Shop.port(shop.taken())));
        return List.copyOf(seen);
    }
}
