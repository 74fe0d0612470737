package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/** Whether counts are what chance and the weights make of them: Pearson's test. */
final class ChiSquared {
    /** What a right choice exceeds once in ten million runs, by degrees of freedom from 1 on. */
    private static final double[] BOUND = {28.4, 32.2, 35.4, 38.2, 40.9, 43.4, 45.7, 48.0, 50.2};

    private ChiSquared() {}

    /** @param weights by key; at least two */
    static void assertShares(Map<Integer, Integer> counts, Map<Integer, Double> weights) {
        var picks = counts.values().stream().mapToInt(Integer::intValue).sum();
        var all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        var chiSquared = weights.entrySet().stream()
                .mapToDouble(each -> {
                    var expected = picks * each.getValue() / all;
                    return Math.pow(counts.getOrDefault(each.getKey(), 0) - expected, 2) / expected;
                })
                .sum();
        assertThat(counts.keySet()).isSubsetOf(weights.keySet());
        assertThat(chiSquared).as("counts %s", counts).isLessThan(BOUND[weights.size() - 2]);
    }
}
