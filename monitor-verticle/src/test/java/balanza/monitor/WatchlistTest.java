package balanza.monitor;

import static balanza.contract.NodeState.DOWN;
import static balanza.contract.NodeState.UNKNOWN;
import static balanza.contract.NodeState.UP;
import static balanza.monitor.Samples.app;
import static balanza.monitor.Samples.at;
import static balanza.monitor.Samples.checked;
import static balanza.monitor.Samples.in;
import static balanza.monitor.Samples.node;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.AppSettings.HealthCheck;
import balanza.contract.NodeState;
import balanza.contract.Tombstone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchlistTest {
    private static final MonitorConfig CONFIG =
            new MonitorConfig(Samples.SETTINGS.interval(), 2, 2, Samples.SETTINGS.interval(), Samples.JAVAS_TRUST);

    private final List<WatchedNode> found = new ArrayList<>();
    private final List<WatchedNode> retimed = new ArrayList<>();
    private final List<WatchedNode> lost = new ArrayList<>();
    private long now;
    private final Watchlist watchlist = new Watchlist(
            () -> now, app -> CheckSettings.of(CONFIG, app.settings().healthCheck()), listener());

    @Test
    void findsEachNodeOnce() {
        var one = node(UNKNOWN);
        var two = node(UNKNOWN);
        var app = app("shop", 1, one);

        watchlist.changed(app);
        watchlist.changed(app);
        watchlist.changed(app(app.id(), "shop", 2, one, two));

        assertThat(found).extracting(WatchedNode::id).containsExactly(one.id(), two.id());
        assertThat(found).noneMatch(WatchedNode::gone);
    }

    @Test
    void takesOverWhatTheRegistryListsAndKeepsTheCounts() {
        var node = node(UP);
        var app = app("shop", 1, node);
        watchlist.changed(app);
        var health = found.get(0).health();
        health.failed("a", 2);

        watchlist.changed(app(app.id(), "shop", 2, node, node(UP)));
        assertThat(health.failed("b", 2)).isTrue();

        watchlist.changed(app(app.id(), "shop", 3, in(DOWN, node)));
        assertThat(health.agreed()).isTrue();
    }

    @Test
    void followsWhatTheAppWantsAndKeepsTheCounts() {
        var node = node(UP);
        var app = app("shop", 1, node);
        watchlist.changed(app);
        var health = found.get(0).health();
        health.failed("a", 2);

        var changed = checked(app, new HealthCheck(60, 500, 3, 4, List.of("204")));
        watchlist.changed(changed);
        watchlist.changed(checked(changed, new HealthCheck(60, 500, 3, 5, List.of("204"))));

        var settings = found.get(0).settings();
        assertThat(settings)
                .isEqualTo(new CheckSettings(
                        Duration.ofSeconds(60), Duration.ofMillis(500), 3, 5, Statuses.of(List.of("204"))));
        assertThat(found).hasSize(1);
        assertThat(retimed).hasSize(1).isEqualTo(found);
        assertThat(health.failed("b", 2)).isTrue();
    }

    @Test
    void followsTheStatusPath() {
        var node = node(UP);
        var app = app("shop", 1, node);
        watchlist.changed(app);

        watchlist.changed(app(app.id(), "shop", 2, at("/new", node)));

        assertThat(found).singleElement().extracting(WatchedNode::statusPath).isEqualTo("/new");
        assertThat(retimed).isEmpty();
    }

    @Test
    void letsGoOfANodeThatIsRemovedEvenIfOneOfTheSameEndpointComes() {
        var app = app("shop", 1, node(UP));
        watchlist.changed(app);

        watchlist.changed(app(app.id(), "shop", 2, node(UP)));

        assertThat(found).extracting(WatchedNode::gone).containsExactly(true, false);
        assertThat(lost).containsExactly(found.get(0));
    }

    @Test
    void oldNewsChangesNothing() {
        var kept = node(UP);
        var removed = node(UP);
        var app = app("shop", 5, kept);
        watchlist.changed(app);

        watchlist.changed(app(app.id(), "shop", 4, kept, removed));
        watchlist.removed(new Tombstone(app.id(), "shop", 4));

        assertThat(found).singleElement().matches(node -> !node.gone());
    }

    @Test
    void remembersForTenMinutesThatAnAppIsGone() {
        var app = app("shop", 1, node(UP));
        watchlist.changed(app);
        watchlist.removed(new Tombstone(app.id(), "shop", 2));
        assertThat(found).singleElement().matches(WatchedNode::gone);

        now = Watchlist.TOMBSTONE_MS;
        watchlist.removed(new Tombstone(app.id(), "other", 1));
        watchlist.changed(app);
        assertThat(found).hasSize(1);

        now++;
        watchlist.removed(new Tombstone(app.id(), "another", 1));
        watchlist.changed(app);
        assertThat(found).hasSize(2);
    }

    @Test
    void watchesANameThatIsRegisteredAnewAndDoesNotForgetItWithItsTombstone() {
        var old = app("shop", 1, node(UP));
        watchlist.changed(old);
        watchlist.removed(new Tombstone(old.id(), "shop", 2));
        var anew = app("shop", 3, node(UNKNOWN));
        watchlist.changed(anew);

        now = 2 * Watchlist.TOMBSTONE_MS;
        watchlist.removed(new Tombstone(old.id(), "other", 1));
        watchlist.changed(old);

        assertThat(found).extracting(WatchedNode::app).containsExactly(old.id(), anew.id());
        assertThat(found).extracting(WatchedNode::gone).containsExactly(true, false);
    }

    private NodeListener listener() {
        return new NodeListener() {
            @Override
            public void found(WatchedNode node, NodeState listed) {
                found.add(node);
            }

            @Override
            public void retimed(WatchedNode node) {
                retimed.add(node);
            }

            @Override
            public void lost(WatchedNode node) {
                lost.add(node);
            }
        };
    }
}
