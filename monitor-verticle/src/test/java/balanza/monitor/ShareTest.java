package balanza.monitor;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.NodeId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShareTest {
    private static final List<NodeId> NODES =
            Stream.generate(NodeId::fresh).limit(3_000).toList();

    private final Share a = new Share("a");
    private final Share b = new Share("b");
    private final Share c = new Share("c");

    @Test
    void aLoneMonitorChecksEverything() {
        assertThat(ours(a, 0)).hasSize(NODES.size());
    }

    @Test
    void monitorsThatHearOneAnotherShareEvenlyAndDisjointly() {
        for (var share : List.of(a, b, c)) {
            Stream.of("a", "b", "c").forEach(monitor -> share.heard(monitor, 0));
        }

        var shares = List.of(ours(a, 1), ours(b, 1), ours(c, 1));

        assertThat(shares).allSatisfy(share -> assertThat(share.size()).isBetween(850, 1_150));
        assertThat(shares.stream().mapToInt(Set::size).sum()).isEqualTo(NODES.size());
        assertThat(shares.stream().flatMap(Set::stream).collect(toSet())).hasSize(NODES.size());
    }

    @Test
    void aMonitorNotHeardForThreeSecondsIsGone() {
        a.heard("b", 0);

        assertThat(ours(a, 3_000).size()).isLessThan(NODES.size());
        assertThat(ours(a, 3_001)).hasSize(NODES.size());
    }

    @Test
    void onlyTheShareOfTheOneThatGoesIsMoved() {
        a.heard("b", 0);
        a.heard("c", 2_000);
        var before = ours(a, 2_000);

        assertThat(ours(a, 4_000)).containsAll(before).hasSizeGreaterThan(before.size());
    }

    @Test
    void tellsNewcomersFromThoseItKnows() {
        assertThat(a.heard("a", 0)).isFalse();
        assertThat(a.heard("b", 0)).isTrue();
        assertThat(a.heard("b", 1_000)).isFalse();
        assertThat(a.heard("b", 9_000)).isTrue();
    }

    private static Set<NodeId> ours(Share share, long now) {
        return NODES.stream().filter(node -> share.isOurs(node, now)).collect(toSet());
    }
}
