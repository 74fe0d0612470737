package balanza.registry;

import static balanza.registry.Samples.ANN;
import static balanza.registry.Samples.BOB;
import static balanza.registry.Samples.node;
import static balanza.registry.Waiting.assertRefused;
import static balanza.registry.Waiting.atOnce;
import static balanza.registry.Waiting.now;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.ApiError;
import balanza.contract.App;
import balanza.contract.Endpoint;
import balanza.contract.NodeSpec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class AppStoreTest {
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
    void addsANode() {
        App app = now(store.names.claim(ANN, "shop", node(80)));
        App changed = now(store.apps.addNode(ANN, "shop", node(81)));

        assertThat(changed.revision()).isEqualTo(app.revision() + 1);
        assertThat(changed.nodes()).startsWith(app.nodes().get(0)).hasSize(2);
        assertThat(now(store.apps.get(ANN, "shop"))).isEqualTo(changed);
    }

    @Test
    void ofFiftyAddsOfOneEndpointExactlyOneWins() {
        now(store.names.claim(ANN, "shop", node(80)));

        List<Future<App>> adds = atOnce(50, i -> store.apps.addNode(ANN, "shop", node(81)));

        assertThat(adds.stream().filter(Future::succeeded)).hasSize(1);
        adds.stream().filter(Future::failed).forEach(add -> assertRefused(ApiError.NODE_EXISTS, add));
        assertThat(now(store.apps.get(ANN, "shop")).nodes()).hasSize(2);
    }

    @Test
    void addsOfDifferentEndpointsAtOnceLoseNothing() {
        now(store.names.claim(ANN, "shop", node(80)));

        List<Future<App>> adds = atOnce(50, i -> store.apps.addNode(ANN, "shop", node(1000 + i)));

        assertThat(adds).allMatch(Future::succeeded);
        App app = now(store.apps.get(ANN, "shop"));
        assertThat(app.nodes()).hasSize(51);
        assertThat(app.revision()).isEqualTo(51);
        assertThat(adds.stream().map(add -> add.result().revision())).doesNotHaveDuplicates();
    }

    @Test
    void addsAndRemovalsAtOnceLoseNothing() {
        now(store.names.claim(ANN, "shop", node(80)));
        atOnce(20, i -> store.apps.addNode(ANN, "shop", node(1000 + i)));

        List<Future<App>> changes = atOnce(
                40,
                i -> i < 20
                        ? store.apps.removeNode(ANN, "shop", node(1000 + i).endpoint())
                        : store.apps.addNode(ANN, "shop", node(1000 + i)));

        assertThat(changes).allMatch(Future::succeeded);
        assertThat(now(store.apps.get(ANN, "shop")).nodes().stream()
                        .map(node -> node.endpoint().port()))
                .containsExactlyInAnyOrderElementsOf(IntStream.concat(IntStream.of(80), IntStream.range(1020, 1040))
                        .boxed()
                        .toList());
    }

    @Test
    void anAppHasAtMostSoManyNodes() {
        store = test.open(clock, Map.of("NODES_MAX_PER_APP", "5"));
        now(store.names.claim(ANN, "shop", node(80)));

        List<Future<App>> adds = atOnce(10, i -> store.apps.addNode(ANN, "shop", node(1000 + i)));

        assertThat(adds.stream().filter(Future::succeeded)).hasSize(4);
        adds.stream().filter(Future::failed).forEach(add -> assertRefused(ApiError.LIMIT_REACHED, add));
        now(store.apps.removeNode(ANN, "shop", node(80).endpoint()));
        assertThat(now(store.apps.addNode(ANN, "shop", node(82))).nodes()).hasSize(5);
    }

    @Test
    void aFullAppStillSaysThatANodeExists() {
        store = test.open(clock, Map.of("NODES_MAX_PER_APP", "1"));
        now(store.names.claim(ANN, "shop", node(80)));

        assertRefused(ApiError.NODE_EXISTS, store.apps.addNode(ANN, "shop", node(80)));
    }

    @Test
    void theSamePortOfAnotherHostIsAnotherNode() {
        now(store.names.claim(ANN, "shop", node(80)));
        now(store.apps.addNode(ANN, "shop", new NodeSpec(new Endpoint("10.0.0.2", 81), "/")));

        assertThat(now(store.apps.addNode(ANN, "shop", node(81))).nodes()).hasSize(3);
    }

    @Test
    void removesANodeAndMayRemoveTheLast() {
        App app = now(store.names.claim(ANN, "shop", node(80)));
        App changed = now(store.apps.removeNode(ANN, "shop", node(80).endpoint()));

        assertThat(changed.nodes()).isEmpty();
        assertThat(changed.revision()).isEqualTo(app.revision() + 1);
        assertRefused(ApiError.NODE_NOT_FOUND, store.apps.removeNode(ANN, "shop", node(80).endpoint()));
    }

    @Test
    void anAppOfSomebodyElseIsNotFound() {
        App app = now(store.names.claim(ANN, "shop", node(80)));

        assertRefused(ApiError.APP_NOT_FOUND, store.apps.get(BOB, "shop"));
        assertRefused(ApiError.APP_NOT_FOUND, store.apps.addNode(BOB, "shop", node(81)));
        assertRefused(ApiError.APP_NOT_FOUND, store.apps.removeNode(BOB, "shop", node(80).endpoint()));
        assertThat(now(store.apps.ownedBy(BOB))).isEmpty();
        assertThat(now(store.apps.get(ANN, "shop"))).isEqualTo(app);
    }

    @Test
    void aRemovedAppIsNotFound() {
        now(store.names.claim(ANN, "shop", node(80)));
        now(store.names.giveUp(ANN, "shop"));

        assertRefused(ApiError.APP_NOT_FOUND, store.apps.get(ANN, "shop"));
        assertRefused(ApiError.APP_NOT_FOUND, store.apps.addNode(ANN, "shop", node(81)));
        assertThat(now(store.apps.ownedBy(ANN))).isEmpty();
    }

    @Test
    void listsTheAppsOfOneUserByName() {
        List.of("zoo", "Bar", "art").forEach(name -> now(store.names.claim(ANN, name, node(80))));
        now(store.names.claim(BOB, "bob", node(80)));

        assertThat(now(store.apps.ownedBy(ANN))).extracting(App::name).containsExactly("Bar", "art", "zoo");
    }

    @Test
    void everyChangeBearsTheStoresTime() {
        now(store.names.claim(ANN, "shop", node(80)));
        Instant claimed = changedAt();
        assertThat(claimed)
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));

        now(store.apps.addNode(ANN, "shop", node(81)));
        assertThat(changedAt()).isAfterOrEqualTo(claimed);
    }

    private Instant changedAt() {
        return AppDocument.instant(test.one("apps", "shop"), "changedAt");
    }
}
