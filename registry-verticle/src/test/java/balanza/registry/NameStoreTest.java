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
import balanza.contract.NodeState;
import balanza.contract.Tombstone;
import balanza.contract.UserId;
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
class NameStoreTest {
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
    void aClaimedNameIsAnAppWithItsFirstNode() {
        App app = now(store.names.claim(ANN, "shop", node(80)));

        assertThat(app.name()).isEqualTo("shop");
        assertThat(app.owner()).isEqualTo(ANN);
        assertThat(app.revision()).isEqualTo(1);
        assertThat(app.nodes()).singleElement().satisfies(node -> {
            assertThat(node.endpoint()).isEqualTo(node(80).endpoint());
            assertThat(node.statusPath()).isEqualTo("/status");
            assertThat(node.state()).isEqualTo(NodeState.UNKNOWN);
            assertThat(node.since()).isEqualTo(clock.instant());
            assertThat(node.reason()).isNull();
        });
        assertThat(now(store.apps.get(ANN, "shop"))).isEqualTo(app);
    }

    @Test
    void ofFiftyClaimsAtOnceExactlyOneWins() {
        List<Future<App>> claims = atOnce(50, i -> store.names.claim(new UserId("user" + i), "shop", node(80)));

        assertOneWon(claims);
    }

    @Test
    void ofFiftyClaimsOfAFormerNameExactlyOneWins() {
        now(store.names.claim(ANN, "shop", node(80)));
        now(store.names.giveUp(ANN, "shop"));

        List<Future<App>> claims = atOnce(50, i -> store.names.claim(new UserId("user" + i), "shop", node(80)));

        assertOneWon(claims);
    }

    @Test
    void aNameThatIsClaimedAnewIsAnotherAppWithALaterRevision() {
        App first = now(store.names.claim(ANN, "shop", node(80)));
        Tombstone tombstone = now(store.names.giveUp(ANN, "shop"));
        App second = now(store.names.claim(BOB, "shop", node(81)));

        assertThat(tombstone).isEqualTo(new Tombstone(first.id(), "shop", 2));
        assertThat(second.revision()).isEqualTo(3);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.nodes()).hasSize(1);
    }

    @Test
    void aTombstoneKeepsNothingPersonal() {
        now(store.names.claim(ANN, "shop", node(80)));
        now(store.names.giveUp(ANN, "shop"));

        assertThat(test.one("apps", "shop").fieldNames())
                .containsExactlyInAnyOrder("_id", "appId", "revision", "removed", "changedAt");
    }

    @Test
    void onlyTheOwnerGivesANameUp() {
        now(store.names.claim(ANN, "shop", node(80)));

        assertRefused(ApiError.APP_NOT_FOUND, store.names.giveUp(BOB, "shop"));
        assertRefused(ApiError.APP_NOT_FOUND, store.names.giveUp(ANN, "other"));
        now(store.names.giveUp(ANN, "shop"));
        assertRefused(ApiError.APP_NOT_FOUND, store.names.giveUp(ANN, "shop"));
    }

    @Test
    void takingAwayAFormerAppOfTheNameTouchesNothing() {
        App first = now(store.names.claim(ANN, "shop", node(80)));
        now(store.names.giveUp(ANN, "shop"));
        App second = now(store.names.claim(ANN, "shop", node(80)));

        assertThat(now(store.names.takeAway("shop", first.id()))).isEmpty();
        assertThat(now(store.apps.get(ANN, "shop"))).isEqualTo(second);
    }

    @Test
    void aPurgedNameIsKeptForItsOwner() {
        purge("shop");

        assertRefused(ApiError.APP_EXISTS, store.names.claim(BOB, "shop", node(80)));
        assertThat(now(store.names.claim(ANN, "shop", node(80))).revision()).isEqualTo(4);
        assertThat(test.one("apps", "shop").fieldNames()).doesNotContain("reservedFor", "reservedUntil");
    }

    @Test
    void aReservationEnds() {
        purge("shop");
        clock.advance(Duration.ofDays(7).minusMillis(1));
        assertRefused(ApiError.APP_EXISTS, store.names.claim(BOB, "shop", node(80)));

        clock.advance(Duration.ofMillis(1));
        assertThat(now(store.names.claim(BOB, "shop", node(80))).owner()).isEqualTo(BOB);
    }

    @Test
    void aReservationEndsWithItsUser() {
        purge("shop");
        now(store.names.forget(ANN));

        assertThat(now(store.names.claim(BOB, "shop", node(80))).owner()).isEqualTo(BOB);
    }

    @Test
    void withoutReservationsAPurgedNameIsFreeAtOnce() {
        store = test.open(clock, Map.of("APP_NAME_RESERVATION_DAYS", "0"));
        purge("shop");

        assertThat(now(store.names.claim(BOB, "shop", node(80))).owner()).isEqualTo(BOB);
    }

    @Test
    void onlyAnEmptyAppThatHasNotChangedIsPurged() {
        App full = now(store.names.claim(ANN, "shop", node(80)));
        assertThat(now(store.names.purge(orphan(full)))).isEmpty();

        App empty = now(store.apps.removeNode(ANN, "shop", node(80).endpoint()));
        now(store.apps.addNode(ANN, "shop", node(81)));
        App emptyAgain = now(store.apps.removeNode(ANN, "shop", node(81).endpoint()));
        assertThat(now(store.names.purge(orphan(empty)))).isEmpty();
        assertThat(now(store.names.purge(orphan(emptyAgain))))
                .isEqualTo(Optional.of(new Tombstone(full.id(), "shop", emptyAgain.revision() + 1)));
    }

    private void purge(String name) {
        now(store.names.claim(ANN, name, node(80)));
        App empty = now(store.apps.removeNode(ANN, name, node(80).endpoint()));
        assertThat(now(store.names.purge(orphan(empty)))).isPresent();
    }

    private static Orphan orphan(App app) {
        return new Orphan(app.id(), app.name(), app.owner(), app.revision());
    }

    private static void assertOneWon(List<Future<App>> claims) {
        assertThat(claims.stream().filter(Future::succeeded)).hasSize(1);
        claims.stream().filter(Future::failed).forEach(claim -> assertRefused(ApiError.APP_EXISTS, claim));
    }
}
