package balanza.balancer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.Node;
import balanza.contract.NodeId;
import balanza.contract.NodeState;
import balanza.contract.PolicyName;
import balanza.contract.Scheme;
import balanza.contract.Tombstone;
import balanza.contract.UserId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What is known of a node and an app outlives their changes. */
class FiguresTest {
    private static final NodeId ONE = new NodeId("node-1");

    private final Shop shop = Shop.of(2);

    @Test
    void aNodeKeepsThemThroughAnyChangeOfItsOrOfTheApp() {
        var target = shop.target(1);
        target.tryBegin(9);
        target.answered(5_000_000, 200);
        target.connectFailed();
        target.connectFailed();

        shop.with(true, true, 7)
                .choosing(PolicyName.HASH)
                .limited(3, 4, 5)
                .nodes(
                        Shop.node(3),
                        new Node(
                                ONE,
                                target.endpoint(),
                                "/other",
                                NodeState.UNKNOWN,
                                Shop.NOON,
                                null,
                                Scheme.HTTP,
                                7,
                                false));

        assertThat(shop.target(1)).isSameAs(target);
        assertThat(target.inFlight()).isOne();
        assertThat(target.latencyNanos()).isEqualTo(5_000_000);
        assertThat(target.weight()).isEqualTo(7);
        target.connectFailed();
        assertThat(shop.candidates()).containsExactly(3);
    }

    @Test
    void anAppKeepsItsLoad() {
        var load = shop.route().load();
        shop.taken();
        shop.choosing(PolicyName.LEAST_REQUESTS).nodes(Shop.node(3));

        assertThat(shop.route().load()).isSameAs(load);
        assertThat(load.inFlight()).isOne();
    }

    @Test
    void aPolicyIsReplacedOnlyByAnother() {
        var random = shop.route().policy();
        assertThat(shop.limited(3, 4, 5).nodes(Shop.node(1)).policy()).isSameAs(random);

        var turns = shop.choosing(PolicyName.ROUND_ROBIN).nodes(Shop.node(1)).policy();
        assertThat(turns).isNotSameAs(random);
        assertThat(shop.nodes(Shop.nodes(4)).policy()).isSameAs(turns);
    }

    @Test
    void aTargetTellsHowItsNodeIsSpokenTo() {
        var secure = new Node(
                new NodeId("s"), Shop.node(9).endpoint(), "/", NodeState.UP, Shop.NOON, null, Scheme.HTTPS, 100, false);

        assertThat(shop.nodes(Shop.node(1), secure).targets())
                .extracting(Target::scheme)
                .containsExactly(Scheme.HTTP, Scheme.HTTPS);
    }

    @Test
    void countsWhatIsInFlightToANodeThatHasLeft() {
        shop.nodes(Shop.node(1));
        var first = shop.taken();
        var second = shop.taken();
        assertThat(shop.table.inFlight(ONE)).isEqualTo(2);

        shop.nodes(Shop.node(2));
        assertThat(shop.table.inFlight(ONE)).isEqualTo(2);
        first.end();
        shop.nodes(Shop.node(3));
        assertThat(shop.table.inFlight(ONE)).isOne();

        shop.table.apply(new Tombstone(shop.id, "shop", 99));
        assertThat(shop.table.inFlight(ONE)).isOne();
        second.end();
        assertThat(shop.table.inFlight(ONE)).isZero();
    }

    @Test
    void countsWhatIsInFlightToTheNodesOfAnAppThatIsGone() {
        shop.nodes(Shop.node(1));
        var target = shop.taken();
        shop.table.apply(new Tombstone(shop.id, "shop", 99));
        shop.table.forgetOldTombstones();
        assertThat(shop.table.inFlight(ONE)).isOne();

        target.end();
        shop.table.forgetOldTombstones();
        assertThat(shop.table.inFlight(ONE)).isZero();
    }

    @Test
    void aNodeThatWasNeverHeardOfHasNothingInFlight() {
        assertThat(shop.table.inFlight(new NodeId("?"))).isZero();
    }

    @Test
    void whatHasLeftAndIsIdleIsForgotten() {
        var targets = new AllTargets();
        var route = shop.nodes(Shop.nodes(3));
        targets.replace(null, route.targets());
        assertThat(targets.size()).isEqualTo(3);
        route.targets().get(0).tryBegin(1);
        targets.replace(route, List.of());
        assertThat(targets.size()).isOne();

        route.targets().get(0).end();
        targets.forgetIdle();
        assertThat(targets.size()).isZero();
    }

    /** What a drain relies on: when it has seen none in flight, none will come, whatever routes are still held by others. */
    @Test
    void nothingBeginsAfterADrainHasSeenNone() {
        for (int round = 0; round < 300; round++) {
            shop.nodes(Shop.node(1));
            var held = shop.route();
            var target = shop.target(1);
            var stopped = new AtomicBoolean();
            var late = new AtomicBoolean();

            Together.run(3, loop -> {
                if (loop == 0) {
                    shop.nodes(Shop.draining(1));
                    while (shop.table.inFlight(ONE) > 0) {
                        Thread.onSpinWait();
                    }
                    stopped.set(true);
                    return;
                }
                for (int i = 0; i < 300; i++) {
                    if (held.take(Shop.ANYBODY, null) instanceof Pick.Taken taken) {
                        late.compareAndSet(false, stopped.get());
                        taken.target().end();
                    }
                }
            });

            assertThat(late).isFalse();
            assertThat(target.inFlight()).isZero();
        }
    }

    @Test
    void twoAppsShareNothing() {
        var other = new AppId("other");
        shop.table.apply(new App(
                other,
                "other",
                new UserId("owner"),
                Shop.NOON,
                1,
                List.of(new Node(NodeId.fresh(), Shop.node(1).endpoint(), "/", NodeState.UP, Shop.NOON, null))));
        shop.taken();

        var route = shop.table.route("other").orElseThrow();
        assertThat(route.load().inFlight()).isZero();
        assertThat(route.targets()).allMatch(target -> target.inFlight() == 0);
    }
}
