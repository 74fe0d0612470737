package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.NodeState;
import balanza.contract.PolicyName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundRobinTest {
    private final Shop shop = new Shop().choosing(PolicyName.ROUND_ROBIN);

    @Test
    void takesTurns() {
        shop.nodes(Shop.nodes(3));

        assertThat(picks(7)).containsExactly(1, 2, 3, 1, 2, 3, 1);
    }

    @Test
    void spreadsTheTurnsOfAHeavyOne() {
        shop.nodes(Shop.weighing(1, 500), Shop.weighing(2, 100), Shop.weighing(3, 100));

        assertThat(picks(14)).containsExactly(1, 1, 2, 1, 3, 1, 1, 1, 1, 2, 1, 3, 1, 1);
    }

    @Test
    void goesOnWhereItWasWhenTheAppChanges() {
        shop.nodes(Shop.nodes(3));
        assertThat(picks(2)).containsExactly(1, 2);

        shop.limited(7, null, null).nodes(Shop.nodes(3));
        assertThat(picks(2)).containsExactly(3, 1);
    }

    @Test
    void oneThatComesBackDoesNotCatchUpOnItsTurns() {
        shop.nodes(Shop.nodes(3));
        shop.down(2, Duration.ofMinutes(1));
        assertThat(picks(1_000)).doesNotContain(2);
        shop.up(2);

        assertThat(picks(30).stream().filter(port -> port == 2)).hasSize(10);
    }

    @Test
    void oneMoreGetsItsTurnsFromItsFirstRoundOn() {
        shop.nodes(Shop.nodes(2));
        picks(1_001);
        shop.nodes(Shop.nodes(3));

        var counts = counts(picks(30));
        assertThat(counts.get(3)).isBetween(9, 11);
        assertThat(counts.get(1)).isBetween(9, 11);
    }

    @Test
    void theDownOnesTurnsGoToTheOthersAlike() {
        shop.nodes(Shop.node(1), Shop.node(2, NodeState.DOWN), Shop.node(3), Shop.node(4));

        assertThat(counts(picks(300))).containsOnly(Map.entry(1, 100), Map.entry(3, 100), Map.entry(4, 100));
    }

    @Test
    void manyEventLoopsTakeTheSameTurns() {
        var targets = shop.nodes(Shop.weighing(1, 300), Shop.weighing(2, 100), Shop.weighing(3, 200))
                .targets();
        var policy = Policy.roundRobin();
        var counts = new AtomicIntegerArray(4);

        Together.run(8, loop -> {
            var mine = new int[4];
            for (int i = 0; i < 300_000; i++) {
                mine[Shop.port(policy.pick(targets, Shop.ANYBODY))]++;
            }
            for (int port = 1; port <= 3; port++) {
                counts.addAndGet(port, mine[port]);
            }
        });

        assertThat(counts).hasToString("[0, 1200000, 400000, 800000]");
    }

    private List<Integer> picks(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    var target = shop.taken();
                    target.end();
                    return Shop.port(target);
                })
                .toList();
    }

    private static Map<Integer, Integer> counts(List<Integer> picks) {
        var counts = new ConcurrentHashMap<Integer, Integer>();
        picks.forEach(port -> counts.merge(port, 1, Integer::sum));
        return counts;
    }
}
