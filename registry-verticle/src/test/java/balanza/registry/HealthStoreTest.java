package balanza.registry;

import static balanza.registry.Samples.ANN;
import static balanza.registry.Samples.BOB;
import static balanza.registry.Samples.node;
import static balanza.registry.Samples.report;
import static balanza.registry.Waiting.atOnce;
import static balanza.registry.Waiting.now;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.App;
import balanza.contract.Node;
import balanza.contract.NodeId;
import balanza.contract.NodeState;
import balanza.contract.RegistryRequest.ReportHealth;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class HealthStoreTest {
    private final ManualClock clock = new ManualClock();
    private TestStore test;
    private RegistryStore store;

    @BeforeEach
    void open(Vertx vertx) {
        test = new TestStore(vertx);
        store = test.open(clock, Map.of());
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void recordsANewVerdictOnce() {
        App app = now(store.names.claim(ANN, "shop", node(80)));
        now(store.apps.addNode(ANN, "shop", node(81)));
        clock.advance(Duration.ofSeconds(5));

        App changed = now(store.health.record(report(app, NodeState.DOWN))).orElseThrow();

        assertThat(changed.revision()).isEqualTo(3);
        Node first = changed.nodes().get(0);
        assertThat(first.state()).isEqualTo(NodeState.DOWN);
        assertThat(first.since()).isEqualTo(clock.instant());
        assertThat(first.reason()).isEqualTo("said so");
        assertThat(changed.nodes().get(1).state()).isEqualTo(NodeState.UNKNOWN);
        assertThat(now(store.health.record(report(app, NodeState.DOWN)))).isEmpty();
        assertThat(now(store.health.record(report(app, NodeState.UP)))).isPresent();
    }

    @Test
    void ofFiftyEqualReportsAtOnceOneChangesTheApp() {
        App app = now(store.names.claim(ANN, "shop", node(80)));

        List<Future<Optional<App>>> reports = atOnce(50, i -> store.health.record(report(app, NodeState.DOWN)));

        assertThat(reports.stream().filter(report -> report.result().isPresent()))
                .hasSize(1);
        assertThat(now(store.apps.get(ANN, "shop")).revision()).isEqualTo(2);
    }

    @Test
    void findsTheOneNode() {
        App app = now(store.names.claim(ANN, "shop", node(80)));
        App two = now(store.apps.addNode(ANN, "shop", node(81)));

        assertThat(now(store.health.find(report(app, NodeState.UP))))
                .contains(app.nodes().get(0));
        ReportHealth second =
                new ReportHealth(app.id(), "shop", two.nodes().get(1).id(), NodeState.UP, "");
        assertThat(now(store.health.find(second))).contains(two.nodes().get(1));
        ReportHealth stranger = new ReportHealth(app.id(), "shop", NodeId.fresh(), NodeState.UP, "");
        assertThat(now(store.health.find(stranger))).isEmpty();
    }

    @Test
    void evictsWhatHasBeenDownForLongEnough() {
        App app = now(store.names.claim(ANN, "shop", node(80)));
        ReportHealth down = report(app, NodeState.DOWN);
        App downApp = now(store.health.record(down)).orElseThrow();

        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(store.health.overdue(downApp.nodes().get(0))).isFalse();
        assertThat(now(store.health.evict(down))).isEmpty();

        clock.advance(Duration.ofMillis(1));
        assertThat(store.health.overdue(downApp.nodes().get(0))).isTrue();
        App evicted = now(store.health.evict(down)).orElseThrow();
        assertThat(evicted.nodes()).isEmpty();
        assertThat(evicted.revision()).isEqualTo(3);
        assertThat(now(store.health.evict(down))).isEmpty();
    }

    @Test
    void neverEvictsANodeThatIsBack() {
        App app = now(store.names.claim(ANN, "shop", node(80)));
        now(store.health.record(report(app, NodeState.DOWN)));
        clock.advance(Duration.ofHours(1));
        now(store.health.record(report(app, NodeState.UP)));
        assertThat(now(store.health.evict(report(app, NodeState.DOWN)))).isEmpty();

        now(store.health.record(report(app, NodeState.DOWN)));
        assertThat(now(store.health.evict(report(app, NodeState.DOWN)))).isEmpty();
    }

    @Test
    void neverEvictsAnotherNodeOfTheSameEndpoint() {
        App app = now(store.names.claim(ANN, "shop", node(80)));
        now(store.health.record(report(app, NodeState.DOWN)));
        clock.advance(Duration.ofHours(1));
        now(store.apps.removeNode(ANN, "shop", node(80).endpoint()));
        App again = now(store.apps.addNode(ANN, "shop", node(80)));
        now(store.health.record(report(again, NodeState.DOWN)));
        clock.advance(Duration.ofHours(1));

        assertThat(now(store.health.evict(report(app, NodeState.DOWN)))).isEmpty();
        assertThat(now(store.apps.get(ANN, "shop")).nodes()).hasSize(1);
    }

    @Test
    void aReportOfAFormerAppTouchesNothingOfTheNewOne() {
        App former = now(store.names.claim(ANN, "shop", node(80)));
        now(store.names.giveUp(ANN, "shop"));
        App present = now(store.names.claim(BOB, "shop", node(80)));
        ReportHealth late = report(former, NodeState.DOWN);
        ReportHealth forged = new ReportHealth(
                former.id(), "shop", present.nodes().get(0).id(), NodeState.DOWN, "former app, present node");

        List.of(late, forged).forEach(report -> {
            assertThat(now(store.health.find(report))).isEmpty();
            assertThat(now(store.health.record(report))).isEmpty();
            assertThat(now(store.health.evict(report))).isEmpty();
        });
        assertThat(now(store.apps.get(BOB, "shop"))).isEqualTo(present);
    }
}
