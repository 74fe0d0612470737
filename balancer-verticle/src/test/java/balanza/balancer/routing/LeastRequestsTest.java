package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.PolicyName;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeastRequestsTest {
    private final Shop shop = new Shop().choosing(PolicyName.LEAST_REQUESTS);

    @Test
    void levelsWhatIsInFlight() {
        shop.limited(Integer.MAX_VALUE, Integer.MAX_VALUE, null).nodes(Shop.nodes(10));
        for (int i = 0; i < 10_000; i++) {
            shop.taken();
        }

        // By chance alone they would differ by about 30 from 1,000, and the extremes by 100.
        assertThat(shop.route().targets()).extracting(Target::inFlight).allMatch(count -> count > 990 && count < 1_010);
    }

    @Test
    void levelsItByWeight() {
        shop.limited(Integer.MAX_VALUE, Integer.MAX_VALUE, null)
                .nodes(Shop.weighing(1, 100), Shop.weighing(2, 300), Shop.weighing(3, 600));
        for (int i = 0; i < 10_000; i++) {
            shop.taken();
        }

        assertThat(shop.target(1).inFlight()).isBetween(980, 1_020);
        assertThat(shop.target(2).inFlight()).isBetween(2_970, 3_030);
        assertThat(shop.target(3).inFlight()).isBetween(5_960, 6_040);
    }

    @Test
    void inQuietTimesWeightsDecide() {
        shop.nodes(Shop.weighing(1, 100), Shop.weighing(2, 300), Shop.weighing(3, 600));
        var counts = new HashMap<Integer, Integer>();
        for (int i = 0; i < 100_000; i++) {
            var target = shop.taken();
            target.end();
            counts.merge(Shop.port(target), 1, Integer::sum);
        }

        ChiSquared.assertShares(counts, Map.of(1, 100.0, 2, 300.0, 3, 600.0));
    }

    @Test
    void ofTwoItIsAlwaysTheOneWithLess() {
        shop.nodes(Shop.nodes(2));
        for (int i = 0; i < 100; i++) {
            shop.taken();
            assertThat(Math.abs(shop.target(1).inFlight() - shop.target(2).inFlight()))
                    .isLessThan(2);
        }
    }
}
