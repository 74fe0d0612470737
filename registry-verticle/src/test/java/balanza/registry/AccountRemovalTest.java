package balanza.registry;

import static balanza.registry.Samples.bucket;
import static balanza.registry.Samples.node;
import static balanza.registry.Waiting.assertRefused;
import static balanza.registry.Waiting.atOnce;
import static balanza.registry.Waiting.now;
import static balanza.registry.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.bus.Bus;
import balanza.contract.ApiError;
import balanza.contract.App;
import balanza.contract.RegistryRequest.AddNode;
import balanza.contract.RegistryRequest.CreateApp;
import balanza.contract.RegistryRequest.DeleteUser;
import balanza.contract.RegistryRequest.FindUser;
import balanza.contract.RegistryRequest.GetApp;
import balanza.contract.RegistryRequest.GetUser;
import balanza.contract.RegistryRequest.ReadApps;
import balanza.contract.RegistryRequest.RegisterUser;
import balanza.contract.RegistryRequest.StoreBuckets;
import balanza.contract.Tombstone;
import balanza.contract.User;
import balanza.contract.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class AccountRemovalTest {
    private Vertx vertx;
    private TestStore test;
    private Registries registries;

    @BeforeEach
    void start(Vertx vertx) {
        this.vertx = vertx;
        test = new TestStore(vertx);
        registries = new Registries(vertx);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void removesAUserWithAllThatIsTheirs() {
        registries.startReady(test.address, Map.of());
        User ann = now(registries.ask(new RegisterUser("ann@x.org", "hash")));
        UserId bob = registries.user("bob@x.org");
        atOnce(45, i -> registries.ask(new CreateApp(ann.id(), "app" + i, node(80))));
        App bobs = now(registries.ask(new CreateApp(bob, "bobs", node(80))));
        App first = now(registries.ask(new GetApp(ann.id(), "app0")));
        now(registries.ask(new StoreBuckets(List.of(bucket(first.id(), "b", 1, 1), bucket(bobs.id(), "b", 1, 1)))));

        assertThat(now(registries.ask(new DeleteUser(ann.id())))).isEqualTo(ann);

        assertThat(now(registries.ask(new ReadApps(null, null))).apps()).containsExactly(bobs);
        assertThat(now(registries.ask(new ReadApps(null, null))).removed()).hasSize(45);
        until(vertx, () -> registries.removed.size() == 45);
        assertThat(test.all("logs")).hasSize(1);
        assertThat(test.all("users")).hasSize(1);
        assertRefused(ApiError.UNAUTHORIZED, registries.ask(new FindUser("ann@x.org")));
        assertRefused(ApiError.UNAUTHORIZED, registries.ask(new GetUser(ann.id())));
        assertRefused(ApiError.UNAUTHORIZED, registries.ask(new DeleteUser(ann.id())));
        assertThat(registries.user("ann@x.org")).isNotEqualTo(ann.id());
    }

    @Test
    void aRemovalThatWasInterruptedIsEndedAtTheNextStart() {
        RegistryStore store = test.open(InstantSource.system(), Map.of());
        User ann = now(store.users.register("ann@x.org", "hash"));
        App left = now(store.names.claim(ann.id(), "left", node(80)));
        App buried = now(store.names.claim(ann.id(), "buried", node(80)));
        now(store.logs.store(List.of(bucket(left.id(), "b", 1, 1), bucket(buried.id(), "b", 1, 1))));
        now(store.users.markDeleting(ann.id()));
        now(store.names.takeAway("buried", buried.id()));

        registries.startReady(test.address, Map.of());

        until(vertx, () -> registries.removed.contains(new Tombstone(left.id(), "left", 2)));
        gone("users");
        gone("logs");
        assertThat(now(registries.ask(new ReadApps(null, null))).apps()).isEmpty();
        assertThat(registries.user("ann@x.org")).isNotEqualTo(ann.id());
    }

    @Test
    void aRemovalThatIsInterruptedLaterIsEndedToo() {
        registries.startReady(test.address, Map.of());
        UserId ann = registries.user("ann@x.org");
        now(registries.ask(new CreateApp(ann, "shop", node(80))));
        RegistryStore other = test.open(InstantSource.system(), Map.of());

        now(other.users.markDeleting(ann));

        gone("users");
        assertThat(now(registries.ask(new ReadApps(null, null))).apps()).isEmpty();
    }

    @Test
    void aUserWhoIsGoneOrGoingGetsNoApp() {
        registries.startReady(test.address, Map.of());
        RegistryStore other = test.open(InstantSource.system(), Map.of());
        UserId ann = registries.user("ann@x.org");
        now(other.users.markDeleting(ann));

        assertRefused(ApiError.UNAUTHORIZED, registries.ask(new CreateApp(ann, "shop", node(80))));
        assertRefused(ApiError.UNAUTHORIZED, registries.ask(new CreateApp(UserId.fresh(), "shop", node(80))));

        assertThat(now(registries.ask(new ReadApps(null, null))).apps()).isEmpty();
        UserId bob = registries.user("bob@x.org");
        assertThat(now(registries.ask(new CreateApp(bob, "shop", node(80)))).owner())
                .isEqualTo(bob);
    }

    @Test
    void nothingIsLeftOfWhatIsDoneWhileTheUserIsRemoved() {
        registries.startReady(test.address, Map.of());
        registries.startReady(test.address, Map.of());
        UserId ann = registries.user("ann@x.org");
        atOnce(10, i -> registries.ask(new CreateApp(ann, "old" + i, node(80))));

        atOnce(
                41,
                i -> i == 20
                        ? registries.ask(new DeleteUser(ann)).mapEmpty()
                        : change(ann, i).mapEmpty());

        gone("users");
        assertThat(now(registries.ask(new ReadApps(null, null))).apps()).isEmpty();
    }

    @Test
    void theSweepRemovesAppsWhoseOwnerIsGone() {
        RegistryStore store = test.open(InstantSource.system(), Map.of());
        User ann = now(store.users.register("ann@x.org", "hash"));
        App kept = now(store.names.claim(ann.id(), "kept", node(80)));
        now(store.names.claim(UserId.fresh(), "left", node(80)));

        now(new AccountRemoval(new Bus(vertx), store).sweep());

        assertThat(now(store.feed.read(null, null)).apps()).containsExactly(kept);
    }

    private Future<App> change(UserId user, int i) {
        return i % 2 == 0
                ? registries.ask(new CreateApp(user, "new" + i, node(80)))
                : registries.ask(new AddNode(user, "old" + i / 5, node(1_000 + i)));
    }

    private void gone(String collection) {
        until(vertx, () -> test.all(collection).isEmpty());
    }
}
