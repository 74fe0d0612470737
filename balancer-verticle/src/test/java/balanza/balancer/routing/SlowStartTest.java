package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import balanza.contract.NodeState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** How a node that has just come, or come back, gets its share. */
class SlowStartTest {
    private static final Offset<Double> NEARLY = within(1e-6);

    private final Shop shop = new Shop().with(false, false, 100);

    @Test
    void aBalancerThatHasJustStartedTakesNoNodeForNew() {
        shop.nodes(Shop.nodes(2));

        assertThat(weights()).containsExactly(100, 100);
    }

    @Test
    void aNewNodesWeightGrowsFromATenthToAllOfIt() {
        shop.nodes(Shop.node(1));
        shop.table.completed();
        shop.nodes(Shop.node(1), Shop.weighing(2, 400));
        assertThat(weights()).containsExactly(100, 40);

        shop.pass(Duration.ofSeconds(50));
        assertThat(shop.target(2).weight()).isCloseTo(220, NEARLY);
        shop.pass(Duration.ofSeconds(50));
        assertThat(weights()).containsExactly(100, 400);
        shop.pass(Duration.ofDays(400));
        assertThat(weights()).containsExactly(100, 400);
    }

    @Test
    void itsShareOfRequestsIsItsWeight() {
        shop.nodes(Shop.nodes(2));
        shop.table.completed();
        shop.nodes(Shop.nodes(3));
        shop.pass(Duration.ofSeconds(20));
        var counts = new HashMap<Integer, Integer>();
        for (int i = 0; i < 100_000; i++) {
            var target = shop.taken();
            target.end();
            counts.merge(Shop.port(target), 1, Integer::sum);
        }

        ChiSquared.assertShares(counts, Map.of(1, 100.0, 2, 100.0, 3, 28.0));
    }

    @Test
    void aChangeOfTheAppDoesNotBeginItAnew() {
        shop.nodes(Shop.node(1));
        shop.table.completed();
        shop.nodes(Shop.nodes(2));
        shop.pass(Duration.ofSeconds(50));
        shop.nodes(Shop.weighing(1, 300), Shop.weighing(2, 200));
        shop.nodes(Shop.weighing(1, 300), Shop.weighing(2, 200));

        assertThat(shop.target(1).weight()).isEqualTo(300);
        assertThat(shop.target(2).weight()).isCloseTo(110, NEARLY);
    }

    @Test
    void beginsWhenAMonitorFindsTheNodeUp() {
        shop.nodes(Shop.nodes(2));
        shop.down(2, Duration.ofHours(1));
        shop.pass(Duration.ofMinutes(5));
        shop.up(2);
        assertThat(weights()).containsExactly(100, 10);

        shop.pass(Duration.ofSeconds(100));
        shop.up(2);
        assertThat(weights()).containsExactly(100, 100);
    }

    @Test
    void beginsWhenAHoldRunsOut() {
        shop.nodes(Shop.nodes(2));
        shop.down(2, Duration.ofSeconds(10));
        shop.pass(Duration.ofSeconds(60));

        assertThat(shop.target(2).weight()).isCloseTo(55, NEARLY);
    }

    @Test
    void beginsWhenTheRegistrySaysItIsUpAgain() {
        shop.nodes(Shop.node(1), Shop.node(2, NodeState.DOWN));
        shop.pass(Duration.ofMinutes(5));
        shop.nodes(Shop.nodes(2));

        assertThat(weights()).containsExactly(100, 10);
    }

    @Test
    void beginsWhenAnEjectionIsOver() {
        shop.nodes(Shop.nodes(2));
        Shop.eject(shop.target(2));
        assertThat(weights()).containsExactly(100, 10);
        shop.pass(Duration.ofSeconds(30));
        assertThat(weights()).containsExactly(100, 10);

        shop.pass(Duration.ofSeconds(50));
        assertThat(shop.target(2).weight()).isCloseTo(55, NEARLY);
    }

    @Test
    void comingUpDoesNotShortenIt() {
        shop.nodes(Shop.nodes(2));
        Shop.eject(shop.target(2));
        shop.down(2, Duration.ofHours(1));
        shop.up(2);
        shop.pass(Duration.ofSeconds(30));

        assertThat(weights()).containsExactly(100, 10);
    }

    @Test
    void canBeTurnedOff() {
        shop.with(false, false, 0).nodes(Shop.node(1));
        shop.table.completed();
        shop.nodes(Shop.nodes(2));

        assertThat(weights()).containsExactly(100, 100);
    }

    private Integer[] weights() {
        return shop.route().targets().stream()
                .map(target -> (int) Math.round(target.weight()))
                .toArray(Integer[]::new);
    }
}
