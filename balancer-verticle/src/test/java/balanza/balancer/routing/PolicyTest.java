package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.Endpoint;
import balanza.contract.Node;
import balanza.contract.NodeId;
import balanza.contract.NodeState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final int PICKS = 100_000;

    /** Of chi-squared with four degrees of freedom; a fair choice exceeds it once in ten million runs. */
    private static final double BOUND = 38;

    @Test
    void picksAtRandomEachWithTheSameChance() {
        var targets = targets(5);
        var policy = Policy.random();
        var counts = new HashMap<Target, Integer>();

        for (int i = 0; i < PICKS; i++) {
            counts.merge(policy.pick(targets), 1, Integer::sum);
        }

        var expected = PICKS / 5.0;
        var chiSquared = targets.stream()
                .mapToDouble(target -> Math.pow(counts.getOrDefault(target, 0) - expected, 2) / expected)
                .sum();
        assertThat(chiSquared).isLessThan(BOUND);
    }

    @Test
    void doesNotTakeTurns() {
        var targets = targets(2);
        var policy = Policy.random();
        var repeats = 0;
        var last = policy.pick(targets);
        for (int i = 0; i < PICKS; i++) {
            var next = policy.pick(targets);
            repeats += next == last ? 1 : 0;
            last = next;
        }

        assertThat(repeats).isBetween(PICKS * 49 / 100, PICKS * 51 / 100);
    }

    @Test
    void picksTheOnlyOne() {
        var only = targets(1);

        assertThat(Policy.random().pick(only)).isSameAs(only.get(0));
    }

    private static List<Target> targets(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(port -> new Target(
                        new Node(NodeId.fresh(), new Endpoint("n", port), "/", NodeState.UP, Instant.EPOCH, null)))
                .toList();
    }
}
