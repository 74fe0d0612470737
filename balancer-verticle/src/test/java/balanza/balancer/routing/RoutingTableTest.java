package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.Endpoint;
import balanza.contract.Event.NodeDown;
import balanza.contract.Event.NodeUp;
import balanza.contract.Node;
import balanza.contract.NodeId;
import balanza.contract.NodeState;
import balanza.contract.Tombstone;
import balanza.contract.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RoutingTableTest {
    private static final AppId SHOP = AppId.fresh();
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration HOLD = Duration.ofMinutes(1);

    private final RoutingTable table = new RoutingTable();
    private final Node a = node(1, NodeState.UP);
    private final Node b = node(2, NodeState.UP);

    @Test
    void keepsTheHigherRevisionWhateverComesFirst() {
        table.apply(shop(3, a, b));
        table.apply(shop(2, a));
        table.apply(new Tombstone(SHOP, "shop", 1));
        assertThat(ids()).containsExactly(a.id(), b.id());

        table.apply(shop(4, b));
        assertThat(ids()).containsExactly(b.id());
    }

    @Test
    void doesNotBringBackWhatIsGone() {
        table.apply(shop(1, a));
        table.apply(new Tombstone(SHOP, "shop", 3));
        table.apply(shop(2, a, b));

        assertThat(table.route("shop")).isEmpty();
    }

    @Test
    void takesATombstoneThatComesBeforeItsApp() {
        table.apply(new Tombstone(SHOP, "shop", 3));
        table.apply(shop(2, a));
        assertThat(table.route("shop")).isEmpty();

        var other = new App(AppId.fresh(), "shop", new UserId("other"), NOON, 4, List.of(b));
        table.apply(other);
        table.apply(new Tombstone(SHOP, "shop", 3));
        assertThat(table.route("shop").orElseThrow().app()).isEqualTo(other.id());
    }

    @Test
    void forgetsATombstoneAfterTenMinutesAndNotBefore() {
        table.apply(shop(2, a));
        table.apply(new Tombstone(AppId.fresh(), "old", 5));
        var tenMinutes = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);

        table.forgetOldTombstones(tenMinutes - TimeUnit.SECONDS.toNanos(10));
        table.apply(app("old", 4, a));
        assertThat(table.route("old")).isEmpty();

        table.forgetOldTombstones(tenMinutes + TimeUnit.SECONDS.toNanos(10));
        table.apply(app("old", 4, a));
        assertThat(table.route("old")).isPresent();
        assertThat(table.route("shop")).isPresent();
    }

    @Test
    void targetsKeepTheirFiguresThroughAChangeOfTheApp() {
        table.apply(shop(1, a));
        var target = target(a);
        target.begin();
        target.connectFailed();
        target.connectFailed();

        table.apply(shop(2, b, a));

        assertThat(target(a)).isSameAs(target);
        assertThat(target(a).inFlight()).isOne();
        target.connectFailed();
        assertThat(ids()).containsExactly(b.id());
    }

    @Test
    void aNodeRegisteredAnewStartsAfresh() {
        table.apply(shop(1, a));
        var before = target(a);
        var again = new Node(NodeId.fresh(), a.endpoint(), "/", NodeState.UNKNOWN, NOON, null);

        table.apply(shop(2, again));

        assertThat(target(again)).isNotSameAs(before);
    }

    @Test
    void routesToNodesThatAreUpOrNeverWereChecked() {
        var unknown = node(3, NodeState.UNKNOWN);
        table.apply(shop(1, a, node(4, NodeState.DOWN), unknown));
        assertThat(ids()).containsExactly(a.id(), unknown.id());

        table.apply(shop(2, new Node(a.id(), a.endpoint(), "/", NodeState.DOWN, NOON, "status 503"), unknown));
        assertThat(ids()).containsExactly(unknown.id());
    }

    @Test
    void aMonitorsDownStandsAgainstTheRegistry() {
        table.apply(shop(1, a, b));
        table.nodeDown(down(SHOP, a, NOON, HOLD));
        table.apply(shop(2, a, b));

        assertThat(ids()).containsExactly(b.id());
    }

    @Test
    void aMonitorsDownRunsOut() {
        table.apply(shop(1, a, b));
        table.nodeDown(down(SHOP, a, NOON, HOLD));

        var now = System.nanoTime();
        assertThat(target(a).healthy(now + HOLD.toNanos() - TimeUnit.SECONDS.toNanos(30)))
                .isFalse();
        assertThat(target(a).healthy(now + HOLD.toNanos())).isTrue();
    }

    @Test
    void aMonitorsUpLiftsADownAtOnce() {
        table.apply(
                shop(1, node(9, NodeState.UP), new Node(a.id(), a.endpoint(), "/", NodeState.DOWN, NOON, "refused")));
        table.nodeDown(down(SHOP, a, NOON, HOLD));
        table.nodeUp(new NodeUp(SHOP, "shop", a.id(), NOON.plusSeconds(1)));

        assertThat(ids()).hasSize(2).contains(a.id());
    }

    @Test
    void aDownOlderThanTheLastUpIsIgnored() {
        table.apply(shop(1, a, b));
        table.nodeUp(new NodeUp(SHOP, "shop", a.id(), NOON));
        table.nodeDown(down(SHOP, a, NOON.minusMillis(1), HOLD));
        table.nodeDown(down(SHOP, a, NOON, HOLD));
        assertThat(ids()).containsExactly(a.id(), b.id());

        table.nodeDown(down(SHOP, a, NOON.plusMillis(1), HOLD));
        assertThat(ids()).containsExactly(b.id());
    }

    @Test
    void newsOfAnOldAppOrAnOldNodeTouchesNothing() {
        table.apply(shop(1, a));
        table.nodeDown(down(AppId.fresh(), a, NOON, HOLD));
        table.nodeDown(down(SHOP, b, NOON, HOLD));
        table.nodeDown(new NodeDown(SHOP, "other", a.id(), "late", NOON, HOLD));
        assertThat(ids()).containsExactly(a.id());

        table.nodeDown(down(SHOP, a, NOON, HOLD));
        table.nodeUp(new NodeUp(AppId.fresh(), "shop", a.id(), NOON.plusSeconds(9)));
        assertThat(ids()).isEmpty();
    }

    @Test
    void newsOfAnAppThatIsGoneTouchesNothing() {
        table.apply(new Tombstone(SHOP, "shop", 1));
        table.nodeUp(new NodeUp(SHOP, "shop", a.id(), NOON));

        assertThat(table.route("shop")).isEmpty();
    }

    @Test
    void isNotCompleteBeforeItIsToldSo() {
        table.apply(shop(1, a));
        assertThat(table.complete()).isFalse();

        table.completed();
        assertThat(table.complete()).isTrue();
    }

    private List<NodeId> ids() {
        return table.route("shop").orElseThrow().candidates(null).stream()
                .map(Target::id)
                .toList();
    }

    private Target target(Node node) {
        return table.route("shop").orElseThrow().target(node.id()).orElseThrow();
    }

    private static NodeDown down(AppId app, Node node, Instant at, Duration hold) {
        return new NodeDown(app, "shop", node.id(), "refused", at, hold);
    }

    private static App shop(long revision, Node... nodes) {
        return app("shop", revision, nodes);
    }

    private static App app(String name, long revision, Node... nodes) {
        return new App(SHOP, name, new UserId("owner"), NOON, revision, Arrays.asList(nodes));
    }

    private static Node node(int port, NodeState state) {
        return new Node(NodeId.fresh(), new Endpoint("n", port), "/", state, NOON, null);
    }
}
