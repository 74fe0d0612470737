package balanza.registry;

import static balanza.registry.Samples.ANN;
import static balanza.registry.Samples.BOB;
import static balanza.registry.Samples.SETTINGS;
import static balanza.registry.Samples.node;
import static balanza.registry.Samples.report;
import static balanza.registry.Samples.sticky;
import static balanza.registry.Waiting.assertRefused;
import static balanza.registry.Waiting.atOnce;
import static balanza.registry.Waiting.now;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.ApiError;
import balanza.contract.App;
import balanza.contract.AppSettings;
import balanza.contract.NodeState;
import balanza.contract.PolicyName;
import balanza.contract.RegistryRequest.ConfigureApp;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SettingsStoreTest {
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
    void anAppBeginsWithEverythingAsUsual() {
        App app = now(store.names.claim(ANN, "shop", node(80)));

        assertThat(app.settings()).isEqualTo(AppSettings.DEFAULT);
        assertThat(app.stickyKey()).isNull();
        assertThat(test.one("apps", "shop").fieldNames()).doesNotContain("settings", "stickyKey");
    }

    @Test
    void replacesAllSettings() {
        App app = now(store.names.claim(ANN, "shop", node(80)));

        App changed = configure(app, SETTINGS);
        assertThat(changed.settings()).isEqualTo(SETTINGS);
        assertThat(changed.revision()).isEqualTo(2);
        assertThat(changed.nodes()).isEqualTo(app.nodes());
        assertThat(now(store.apps.get(ANN, "shop"))).isEqualTo(changed);

        assertThat(configure(changed, AppSettings.DEFAULT).settings()).isEqualTo(AppSettings.DEFAULT);
    }

    @Test
    void settingsAreForTheRevisionTheyWereMadeFor() {
        App app = now(store.names.claim(ANN, "shop", node(80)));
        App added = now(store.apps.addNode(ANN, "shop", node(81)));

        assertRefused(ApiError.CHANGED_MEANWHILE, store.settings.configure(change(app, SETTINGS)));
        assertThat(now(store.apps.get(ANN, "shop"))).isEqualTo(added);
    }

    @Test
    void ofFiftySettingsForOneRevisionExactlyOneIsTaken() {
        App app = now(store.names.claim(ANN, "shop", node(80)));

        List<Future<App>> changes = atOnce(50, i -> store.settings.configure(change(app, sticky(i))));

        assertThat(changes.stream().filter(Future::succeeded)).hasSize(1);
        changes.stream().filter(Future::failed).forEach(change -> assertRefused(ApiError.CHANGED_MEANWHILE, change));
        App won = changes.stream()
                .filter(Future::succeeded)
                .findFirst()
                .orElseThrow()
                .result();
        assertThat(now(store.apps.get(ANN, "shop"))).isEqualTo(won);
    }

    @Test
    void settingsOfAnAppOfSomebodyElseAreNotFound() {
        App app = now(store.names.claim(ANN, "shop", node(80)));

        assertRefused(
                ApiError.APP_NOT_FOUND,
                store.settings.configure(new ConfigureApp(BOB, "shop", SETTINGS, app.revision())));
        assertRefused(ApiError.APP_NOT_FOUND, store.settings.configure(new ConfigureApp(ANN, "other", SETTINGS, 1)));
        assertThat(now(store.apps.get(ANN, "shop"))).isEqualTo(app);
    }

    @Test
    void aStickyAppHasOneKeyForEver() {
        App app = now(store.names.claim(ANN, "shop", node(80)));

        App sticky = configure(app, sticky(1));
        assertThat(Base64.getUrlDecoder().decode(sticky.stickyKey())).hasSize(16);
        assertThat(sticky.stickyKey()).doesNotContain("=");
        assertThat(configure(sticky, sticky(2)).stickyKey()).isEqualTo(sticky.stickyKey());

        App off = configure(now(store.apps.get(ANN, "shop")), AppSettings.DEFAULT);
        assertThat(off.stickyKey()).isEqualTo(sticky.stickyKey());
        assertThat(configure(off, sticky(3)).stickyKey()).isEqualTo(sticky.stickyKey());
    }

    @Test
    void noTwoAppsHaveTheSameKey() {
        App one = now(store.names.claim(ANN, "one", node(80)));
        App two = now(store.names.claim(ANN, "two", node(80)));

        assertThat(configure(one, sticky(1)).stickyKey())
                .isNotEqualTo(configure(two, sticky(1)).stickyKey());
    }

    @Test
    void aNameThatIsClaimedAnewInheritsNothing() {
        configure(now(store.names.claim(ANN, "shop", node(80))), sticky(1));
        now(store.names.giveUp(ANN, "shop"));
        assertThat(test.one("apps", "shop").fieldNames())
                .containsExactlyInAnyOrder("_id", "appId", "revision", "removed", "changedAt");

        App again = now(store.names.claim(BOB, "shop", node(80)));
        assertThat(again.settings()).isEqualTo(AppSettings.DEFAULT);
        assertThat(again.stickyKey()).isNull();
    }

    @Test
    void passesOverWhatALaterVersionHasStored() {
        now(store.names.claim(ANN, "shop", node(80)));
        JsonObject later = new JsonObject()
                .put("policy", "clairvoyant")
                .put("failOpen", true)
                .put("shape", new JsonObject().put("round", true))
                .put("retry", new JsonObject().put("attempts", 1).put("pause", 7));
        now(test.mongo.updateCollection(
                "apps",
                new JsonObject().put("_id", "shop"),
                new JsonObject().put("$set", new JsonObject().put("settings", later))));

        AppSettings read = now(store.apps.get(ANN, "shop")).settings();

        assertThat(read.policy()).isEqualTo(PolicyName.RANDOM);
        assertThat(read.failOpen()).isTrue();
        assertThat(read.retry()).isEqualTo(new AppSettings.Retry(1, null));
    }

    @Test
    void settingsOutliveWhatHappensToTheNodes() {
        App app = configure(now(store.names.claim(ANN, "shop", node(80))), sticky(1));
        now(store.health.record(report(app, NodeState.DOWN)));
        now(store.apps.addNode(ANN, "shop", node(81)));

        App changed = now(store.apps.removeNode(ANN, "shop", node(80).endpoint()));

        assertThat(changed.settings()).isEqualTo(app.settings());
        assertThat(changed.stickyKey()).isEqualTo(app.stickyKey());
    }

    private App configure(App app, AppSettings settings) {
        return now(store.settings.configure(change(app, settings)));
    }

    private static ConfigureApp change(App app, AppSettings settings) {
        return new ConfigureApp(app.owner(), app.name(), settings, app.revision());
    }
}
