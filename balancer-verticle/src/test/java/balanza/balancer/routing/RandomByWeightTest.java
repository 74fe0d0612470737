package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.NodeState;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RandomByWeightTest {
    private static final int PICKS = 100_000;

    private final Shop shop = new Shop();

    @Test
    void picksEachWithTheSameChance() {
        shop.nodes(Shop.nodes(5));

        ChiSquared.assertShares(counts(shop::taken), Map.of(1, 1.0, 2, 1.0, 3, 1.0, 4, 1.0, 5, 1.0));
    }

    @Test
    void picksByWeight() {
        shop.nodes(Shop.weighing(1, 1000), Shop.weighing(2, 300), Shop.weighing(3, 1), Shop.weighing(4, 100));

        ChiSquared.assertShares(counts(shop::taken), Map.of(1, 1000.0, 2, 300.0, 3, 1.0, 4, 100.0));
    }

    @Test
    void whatOneLosesTheOthersShareByWeight() {
        shop.nodes(Shop.weighing(1, 100), Shop.node(2, NodeState.DOWN), Shop.weighing(3, 200), Shop.weighing(4, 50));
        ChiSquared.assertShares(counts(shop::taken), Map.of(1, 100.0, 3, 200.0, 4, 50.0));

        var tried = shop.target(3);
        ChiSquared.assertShares(counts(() -> shop.taken(tried)), Map.of(1, 100.0, 4, 50.0));
    }

    @Test
    void doesNotTakeTurns() {
        shop.nodes(Shop.nodes(2));
        var repeats = 0;
        var last = shop.taken();
        for (int i = 0; i < PICKS; i++) {
            last.end();
            var next = shop.taken();
            repeats += next == last ? 1 : 0;
            last = next;
        }

        assertThat(repeats).isBetween(PICKS * 49 / 100, PICKS * 51 / 100);
    }

    private static Map<Integer, Integer> counts(Supplier<Target> taking) {
        var counts = new HashMap<Integer, Integer>();
        for (int i = 0; i < PICKS; i++) {
            var target = taking.get();
            target.end();
            counts.merge(Shop.port(target), 1, Integer::sum);
        }
        return counts;
    }
}
