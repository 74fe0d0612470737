package balanza.registry;

import static balanza.registry.Samples.ANN;
import static balanza.registry.Samples.BOB;
import static balanza.registry.Samples.node;
import static balanza.registry.Samples.report;
import static balanza.registry.Waiting.assertRefused;
import static balanza.registry.Waiting.atOnce;
import static balanza.registry.Waiting.now;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.ApiError;
import balanza.contract.App;
import balanza.contract.Endpoint;
import balanza.contract.Node;
import balanza.contract.NodeSpec;
import balanza.contract.NodeState;
import balanza.contract.RegistryRequest.ConfigureNode;
import balanza.contract.Scheme;
import balanza.contract.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class NodeSettingsTest {
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
    void aNodeIsKeptAsItWasRegistered() {
        NodeSpec spec = new NodeSpec(new Endpoint("n1", 443), "/up", Scheme.HTTPS, 0);
        App app = now(store.names.claim(ANN, "shop", spec));
        App two = now(store.apps.addNode(ANN, "shop", node(80)));

        assertThat(app.nodes()).singleElement().satisfies(node -> {
            assertThat(node.scheme()).isEqualTo(Scheme.HTTPS);
            assertThat(node.weight()).isZero();
            assertThat(node.draining()).isFalse();
        });
        assertThat(two.nodes().get(0)).isEqualTo(app.nodes().get(0));
        assertThat(two.nodes().get(1).scheme()).isEqualTo(Scheme.HTTP);
        assertThat(two.nodes().get(1).weight()).isEqualTo(Node.DEFAULT_WEIGHT);
    }

    @Test
    void aNodeOfAnEarlierVersionHasEverythingAsUsual() {
        now(store.names.claim(ANN, "shop", node(80)));
        JsonObject former = new JsonObject()
                .put("host", "10.0.0.1")
                .put("port", 80)
                .put("id", "n1")
                .put("statusPath", "/")
                .put("state", "up")
                .put("since", AppDocument.date(clock.instant()));
        now(test.mongo.updateCollection(
                "apps",
                new JsonObject().put("_id", "shop"),
                new JsonObject().put("$set", new JsonObject().put("nodes", new JsonArray().add(former)))));

        Node node = now(store.apps.get(ANN, "shop")).nodes().get(0);

        assertThat(node.scheme()).isEqualTo(Scheme.HTTP);
        assertThat(node.weight()).isEqualTo(Node.DEFAULT_WEIGHT);
        assertThat(node.draining()).isFalse();
    }

    @Test
    void changesOneNodeWhichKeepsItsIdAndState() {
        App app = now(store.names.claim(ANN, "shop", node(80)));
        now(store.apps.addNode(ANN, "shop", new NodeSpec(new Endpoint("10.0.0.2", 80), "/status")));
        App before = now(store.health.record(report(app, NodeState.UP))).orElseThrow();

        App changed = configure(change(node(80).endpoint(), "/health", 7, true, null));

        Node old = before.nodes().get(0);
        assertThat(changed.revision()).isEqualTo(before.revision() + 1);
        assertThat(changed.nodes())
                .containsExactly(
                        new Node(
                                old.id(),
                                old.endpoint(),
                                "/health",
                                NodeState.UP,
                                old.since(),
                                old.reason(),
                                Scheme.HTTP,
                                7,
                                true),
                        before.nodes().get(1));
        assertThat(now(store.apps.get(ANN, "shop"))).isEqualTo(changed);
    }

    @Test
    void whatIsNotGivenStaysAsItIs() {
        now(store.names.claim(ANN, "shop", node(80)));
        configure(change(node(80).endpoint(), "/health", 7, true, null));

        assertThat(configure(change(node(80).endpoint(), null, 0, null, null)).nodes())
                .singleElement()
                .satisfies(node -> {
                    assertThat(node.statusPath()).isEqualTo("/health");
                    assertThat(node.weight()).isZero();
                    assertThat(node.draining()).isTrue();
                });
        assertThat(configure(change(node(80).endpoint(), null, null, false, null))
                        .nodes())
                .singleElement()
                .satisfies(node -> {
                    assertThat(node.weight()).isZero();
                    assertThat(node.draining()).isFalse();
                });
    }

    @Test
    void aChangeOfNothingLeavesTheApp() {
        App app = now(store.names.claim(ANN, "shop", node(80)));

        assertThat(configure(change(node(80).endpoint(), null, null, null, 1L))).isEqualTo(app);
        assertRefused(
                ApiError.NODE_NOT_FOUND, store.settings.configure(change(node(81).endpoint(), null, null, null, null)));
        assertRefused(
                ApiError.CHANGED_MEANWHILE,
                store.settings.configure(change(node(80).endpoint(), null, null, null, 2L)));
    }

    @Test
    void aChangeMayBeForOneRevision() {
        App app = now(store.names.claim(ANN, "shop", node(80)));

        App changed = configure(change(node(80).endpoint(), null, 7, null, app.revision()));
        assertThat(changed.nodes().get(0).weight()).isEqualTo(7);

        assertRefused(
                ApiError.CHANGED_MEANWHILE,
                store.settings.configure(change(node(80).endpoint(), null, 8, null, app.revision())));
        assertThat(now(store.apps.get(ANN, "shop"))).isEqualTo(changed);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        App app = now(store.names.claim(ANN, "shop", node(80)));

        assertRefused(
                ApiError.NODE_NOT_FOUND, store.settings.configure(change(node(81).endpoint(), null, 7, null, null)));
        assertRefused(
                ApiError.APP_NOT_FOUND,
                store.settings.configure(changeBy(BOB, node(80).endpoint(), null, 7, null, null)));
        assertThat(now(store.apps.get(ANN, "shop"))).isEqualTo(app);
    }

    @Test
    void changesOfDifferentNodesAtOnceLoseNothing() {
        now(store.names.claim(ANN, "shop", node(1_000)));
        atOnce(19, i -> store.apps.addNode(ANN, "shop", node(1_001 + i)));

        List<Future<App>> changes = atOnce(
                40,
                i -> store.settings.configure(
                        i < 20
                                ? change(node(1_000 + i).endpoint(), null, i, null, null)
                                : change(node(980 + i).endpoint(), null, null, true, null)));

        assertThat(changes).allMatch(Future::succeeded);
        App app = now(store.apps.get(ANN, "shop"));
        assertThat(app.revision()).isEqualTo(60);
        assertThat(app.nodes()).hasSize(20).allSatisfy(node -> {
            assertThat(node.weight()).isEqualTo(node.endpoint().port() - 1_000);
            assertThat(node.draining()).isTrue();
        });
    }

    private App configure(ConfigureNode change) {
        return now(store.settings.configure(change));
    }

    private static ConfigureNode change(
            Endpoint endpoint,
            @Nullable String statusPath,
            @Nullable Integer weight,
            @Nullable Boolean draining,
            @Nullable Long revision) {
        return changeBy(ANN, endpoint, statusPath, weight, draining, revision);
    }

    private static ConfigureNode changeBy(
            UserId owner,
            Endpoint endpoint,
            @Nullable String statusPath,
            @Nullable Integer weight,
            @Nullable Boolean draining,
            @Nullable Long revision) {
        return new ConfigureNode(owner, "shop", endpoint, statusPath, weight, draining, revision);
    }
}
