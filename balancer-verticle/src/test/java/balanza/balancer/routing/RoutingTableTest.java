package balanza.balancer.routing;

import static balanza.balancer.routing.Shop.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.Event.NodeDown;
import balanza.contract.Event.NodeUp;
import balanza.contract.Node;
import balanza.contract.NodeId;
import balanza.contract.NodeState;
import balanza.contract.Tombstone;
import balanza.contract.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutingTableTest {
    private static final Duration HOLD = Duration.ofMinutes(1);

    private final Shop shop = new Shop();
    private final RoutingTable table = shop.table;
    private final Node a = Shop.node(1);
    private final Node b = Shop.node(2);

    @Test
    void keepsTheHigherRevisionWhateverComesFirst() {
        table.apply(shop.app(3, a, b));
        table.apply(shop.app(2, a));
        table.apply(new Tombstone(shop.id, "shop", 1));
        assertThat(shop.candidates()).containsExactly(1, 2);

        table.apply(shop.app(4, b));
        assertThat(shop.candidates()).containsExactly(2);
    }

    @Test
    void doesNotBringBackWhatIsGone() {
        table.apply(shop.app(1, a));
        table.apply(new Tombstone(shop.id, "shop", 3));
        table.apply(shop.app(2, a, b));

        assertThat(table.route("shop")).isEmpty();
    }

    @Test
    void takesATombstoneThatComesBeforeItsApp() {
        table.apply(new Tombstone(shop.id, "shop", 3));
        table.apply(shop.app(2, a));
        assertThat(table.route("shop")).isEmpty();

        var other = new App(AppId.fresh(), "shop", new UserId("other"), NOON, 4, List.of(b));
        table.apply(other);
        table.apply(new Tombstone(shop.id, "shop", 3));
        assertThat(shop.route().app()).isEqualTo(other.id());
    }

    @Test
    void forgetsATombstoneAfterTenMinutesAndNotBefore() {
        table.apply(shop.app(4, a));
        table.apply(new Tombstone(shop.id, "shop", 5));
        shop.pass(Duration.ofMinutes(10));
        table.forgetOldTombstones();
        table.apply(shop.app(4, a));
        assertThat(table.route("shop")).isEmpty();

        shop.pass(Duration.ofNanos(1));
        table.forgetOldTombstones();
        table.apply(shop.app(4, a));
        assertThat(table.route("shop")).isPresent();

        shop.pass(Duration.ofHours(1));
        table.forgetOldTombstones();
        assertThat(table.route("shop")).isPresent();
    }

    @Test
    void aNodeRegisteredAnewStartsAfresh() {
        shop.nodes(a, b);
        Shop.eject(shop.target(1));
        shop.nodes(new Node(NodeId.fresh(), a.endpoint(), "/", NodeState.UNKNOWN, NOON, null), b);

        assertThat(shop.candidates()).containsExactly(1, 2);
    }

    @Test
    void aNameClaimedAnewStartsAfresh() {
        shop.nodes(a);
        var before = shop.route();
        var stranger = new AppId("stranger");
        table.apply(new App(stranger, "shop", new UserId("other"), NOON, 9, List.of(a)));

        assertThat(shop.route().app()).isEqualTo(stranger);
        assertThat(shop.target(1)).isNotSameAs(before.targets().get(0));
        assertThat(shop.route().load()).isNotSameAs(before.load());
        assertThat(before.take(Shop.ANYBODY, null)).isInstanceOf(Pick.None.class);
    }

    @Test
    void routesToNodesThatAreUpOrNeverWereChecked() {
        shop.nodes(a, Shop.node(4, NodeState.DOWN), Shop.node(3, NodeState.UNKNOWN));
        assertThat(shop.candidates()).containsExactly(1, 3);

        shop.nodes(Shop.node(1, NodeState.DOWN), Shop.node(3, NodeState.UNKNOWN));
        assertThat(shop.candidates()).containsExactly(3);
    }

    @Test
    void aMonitorsDownStandsAgainstTheRegistryUntilItRunsOut() {
        shop.nodes(a, b);
        shop.down(1, HOLD);
        shop.nodes(a, b);
        shop.pass(HOLD.minusNanos(1));
        assertThat(shop.candidates()).containsExactly(2);

        shop.pass(Duration.ofNanos(1));
        assertThat(shop.candidates()).containsExactly(1, 2);
    }

    @Test
    void aMonitorsUpLiftsADownAtOnce() {
        shop.nodes(Shop.node(1, NodeState.DOWN), b);
        shop.down(1, HOLD);
        shop.up(1);

        assertThat(shop.candidates()).containsExactly(1, 2);
    }

    @Test
    void aDownOlderThanTheLastUpIsIgnored() {
        shop.nodes(a, b);
        table.nodeUp(new NodeUp(shop.id, "shop", a.id(), NOON));
        table.nodeDown(down(shop.id, a, NOON.minusMillis(1)));
        table.nodeDown(down(shop.id, a, NOON));
        assertThat(shop.candidates()).containsExactly(1, 2);

        table.nodeDown(down(shop.id, a, NOON.plusMillis(1)));
        assertThat(shop.candidates()).containsExactly(2);
    }

    @Test
    void newsOfAnOldAppOrAnOldNodeTouchesNothing() {
        shop.nodes(a);
        table.nodeDown(down(AppId.fresh(), a, NOON));
        table.nodeDown(down(shop.id, b, NOON));
        table.nodeDown(new NodeDown(shop.id, "other", a.id(), "late", NOON, HOLD));
        assertThat(shop.candidates()).containsExactly(1);

        table.nodeDown(down(shop.id, a, NOON));
        table.nodeUp(new NodeUp(AppId.fresh(), "shop", a.id(), NOON.plusSeconds(9)));
        assertThat(shop.candidates()).isEmpty();
    }

    @Test
    void newsOfAnAppThatIsGoneTouchesNothing() {
        table.apply(new Tombstone(shop.id, "shop", 1));
        table.nodeUp(new NodeUp(shop.id, "shop", a.id(), NOON));

        assertThat(table.route("shop")).isEmpty();
    }

    @Test
    void isNotCompleteBeforeItIsToldSo() {
        shop.nodes(a);
        assertThat(table.complete()).isFalse();

        table.completed();
        assertThat(table.complete()).isTrue();
    }

    private static NodeDown down(AppId app, Node node, Instant at) {
        return new NodeDown(app, "shop", node.id(), "refused", at, HOLD);
    }
}
