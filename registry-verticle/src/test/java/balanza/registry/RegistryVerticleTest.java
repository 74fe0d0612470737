package balanza.registry;

import static balanza.registry.Samples.bucket;
import static balanza.registry.Samples.node;
import static balanza.registry.Samples.report;
import static balanza.registry.Samples.sticky;
import static balanza.registry.Waiting.assertRefused;
import static balanza.registry.Waiting.atOnce;
import static balanza.registry.Waiting.now;
import static balanza.registry.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.Account;
import balanza.contract.ApiError;
import balanza.contract.App;
import balanza.contract.NodeState;
import balanza.contract.Noted;
import balanza.contract.Present;
import balanza.contract.RegistryRequest.AddNode;
import balanza.contract.RegistryRequest.CheckRegistry;
import balanza.contract.RegistryRequest.ConfigureApp;
import balanza.contract.RegistryRequest.ConfigureNode;
import balanza.contract.RegistryRequest.CreateApp;
import balanza.contract.RegistryRequest.FindUser;
import balanza.contract.RegistryRequest.GetApp;
import balanza.contract.RegistryRequest.GetUser;
import balanza.contract.RegistryRequest.ListApps;
import balanza.contract.RegistryRequest.ReadApps;
import balanza.contract.RegistryRequest.ReadLogs;
import balanza.contract.RegistryRequest.RegisterUser;
import balanza.contract.RegistryRequest.RemoveApp;
import balanza.contract.RegistryRequest.RemoveNode;
import balanza.contract.RegistryRequest.ReportHealth;
import balanza.contract.RegistryRequest.StoreBuckets;
import balanza.contract.Stored;
import balanza.contract.Tombstone;
import balanza.contract.User;
import balanza.contract.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RegistryVerticleTest {
    private Vertx vertx;
    private TestStore test;
    private Registries registries;
    private UserId ann;

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
    void registersAndFindsUsers() {
        startOne(Map.of());

        User bob = now(registries.ask(new RegisterUser("bob@x.org", "hash")));
        assertThat(now(registries.ask(new FindUser("bob@x.org")))).isEqualTo(new Account(bob, "hash", 0));
        assertThat(now(registries.ask(new GetUser(bob.id())))).isEqualTo(new Account(bob, "hash", 0));
        assertRefused(ApiError.USER_EXISTS, registries.ask(new RegisterUser("bob@x.org", "other")));
        assertRefused(ApiError.UNAUTHORIZED, registries.ask(new FindUser("nobody@x.org")));
    }

    @Test
    void tellsEachChangeOfAnApp() {
        startOne(Map.of());

        App created = now(registries.ask(new CreateApp(ann, "shop", node(80))));
        App added = now(registries.ask(new AddNode(ann, "shop", node(81))));
        App less = now(registries.ask(new RemoveNode(ann, "shop", node(80).endpoint())));
        until(vertx, () -> registries.changed.size() == 3);
        assertThat(registries.changed).containsExactly(created, added, less);

        assertThat(now(registries.ask(new GetApp(ann, "shop")))).isEqualTo(less);
        assertThat(now(registries.ask(new ListApps(ann))).apps()).containsExactly(less);
        assertThat(now(registries.ask(new ReadApps(null, null))).apps()).containsExactly(less);

        Tombstone tombstone = now(registries.ask(new RemoveApp(ann, "shop")));
        until(vertx, () -> !registries.removed.isEmpty());
        assertThat(registries.removed).containsExactly(tombstone);
        assertThat(tombstone).isEqualTo(new Tombstone(created.id(), "shop", 4));
        assertThat(now(registries.ask(new ReadApps(null, null))).removed()).containsExactly(tombstone);
    }

    @Test
    void tellsEachChangeOfSettings() {
        startOne(Map.of());
        App created = now(registries.ask(new CreateApp(ann, "shop", node(80))));

        App sticky = now(registries.ask(new ConfigureApp(ann, "shop", sticky(5), created.revision())));
        App draining = now(registries.ask(new ConfigureNode(ann, "shop", node(80).endpoint(), "/up", 7, true, null)));

        until(vertx, () -> registries.changed.size() == 3);
        assertThat(registries.changed).containsExactly(created, sticky, draining);
        assertThat(draining.revision()).isEqualTo(3);
        assertThat(draining.settings()).isEqualTo(sticky(5));
        assertThat(draining.stickyKey()).isEqualTo(sticky.stickyKey()).isNotNull();
        assertThat(draining.nodes()).singleElement().satisfies(node -> {
            assertThat(node.id()).isEqualTo(created.nodes().get(0).id());
            assertThat(node.weight()).isEqualTo(7);
        });
        assertThat(now(registries.ask(new ReadApps(null, null))).apps()).containsExactly(draining);
    }

    @Test
    void refusesWhatTheContractSays() {
        startOne(Map.of());
        UserId bob = registries.user("bob@x.org");
        now(registries.ask(new CreateApp(ann, "shop", node(80))));

        assertRefused(ApiError.APP_EXISTS, registries.ask(new CreateApp(bob, "shop", node(80))));
        assertRefused(ApiError.BAD_REQUEST, registries.ask(new CreateApp(bob, "../shop", node(80))));
        assertRefused(ApiError.NODE_EXISTS, registries.ask(new AddNode(ann, "shop", node(80))));
        assertRefused(ApiError.NODE_NOT_FOUND, registries.ask(new RemoveNode(ann, "shop", node(81).endpoint())));
        assertRefused(ApiError.APP_NOT_FOUND, registries.ask(new GetApp(bob, "shop")));
        assertRefused(ApiError.APP_NOT_FOUND, registries.ask(new AddNode(bob, "shop", node(81))));
        assertRefused(ApiError.APP_NOT_FOUND, registries.ask(new RemoveNode(bob, "shop", node(80).endpoint())));
        assertRefused(ApiError.APP_NOT_FOUND, registries.ask(new RemoveApp(bob, "shop")));
        assertRefused(ApiError.APP_NOT_FOUND, registries.ask(new ReadLogs(bob, "shop", null, 10, false)));
        assertRefused(ApiError.BAD_REQUEST, registries.ask(new ReadLogs(ann, "shop", "not a cursor", 10, false)));
        assertRefused(ApiError.APP_NOT_FOUND, registries.ask(new ConfigureApp(bob, "shop", sticky(5), 1)));
        assertRefused(ApiError.CHANGED_MEANWHILE, registries.ask(new ConfigureApp(ann, "shop", sticky(5), 2)));
        assertRefused(
                ApiError.NODE_NOT_FOUND,
                registries.ask(new ConfigureNode(ann, "shop", node(81).endpoint(), null, 7, null, null)));
        assertRefused(
                ApiError.CHANGED_MEANWHILE,
                registries.ask(new ConfigureNode(ann, "shop", node(80).endpoint(), null, 7, null, 2L)));
    }

    @Test
    void notesHealthAndTellsOnlyWhatIsNew() {
        startOne(Map.of());
        App app = now(registries.ask(new CreateApp(ann, "shop", node(80))));

        assertThat(now(registries.ask(report(app, NodeState.DOWN)))).isEqualTo(new Noted(true));
        assertThat(now(registries.ask(report(app, NodeState.DOWN)))).isEqualTo(new Noted(true));
        assertThat(now(registries.ask(report(app, NodeState.UP)))).isEqualTo(new Noted(true));

        until(vertx, () -> registries.changed.size() >= 3);
        assertThat(registries.changed).extracting(App::revision).containsExactly(1L, 2L, 3L);
        assertThat(registries.changed)
                .extracting(told -> told.nodes().get(0).state())
                .containsExactly(NodeState.UNKNOWN, NodeState.DOWN, NodeState.UP);
    }

    @Test
    void aReportOfAFormerAppIsUnknown() {
        startOne(Map.of("NODE_EVICTION_SECONDS", "0"));
        App former = now(registries.ask(new CreateApp(ann, "shop", node(80))));
        now(registries.ask(new RemoveApp(ann, "shop")));
        App present = now(registries.ask(new CreateApp(ann, "shop", node(80))));

        assertThat(now(registries.ask(report(former, NodeState.DOWN)))).isEqualTo(new Noted(false));
        assertThat(now(registries.ask(new GetApp(ann, "shop")))).isEqualTo(present);
        assertRefused(ApiError.BAD_REQUEST, registries.ask(report(present, NodeState.UNKNOWN)));
    }

    @Test
    void withoutGraceANodeGoesWithItsFirstBadReport() {
        startOne(Map.of("NODE_EVICTION_SECONDS", "0"));
        App app = now(registries.ask(new CreateApp(ann, "shop", node(80))));

        now(registries.ask(report(app, NodeState.DOWN)));

        App left = now(registries.ask(new GetApp(ann, "shop")));
        assertThat(left.nodes()).isEmpty();
        until(vertx, () -> registries.changed.contains(left));
        assertThat(now(registries.ask(report(app, NodeState.DOWN)))).isEqualTo(new Noted(false));
    }

    @Test
    void aNodeThatStaysDownIsRemovedByALaterReport() {
        startOne(Map.of("NODE_EVICTION_SECONDS", "1"));
        App app = now(registries.ask(new CreateApp(ann, "shop", node(80))));
        ReportHealth down = report(app, NodeState.DOWN);
        now(registries.ask(down));
        assertThat(now(registries.ask(down))).isEqualTo(new Noted(true));

        long reports = vertx.setPeriodic(50, tick -> registries.ask(down));
        until(vertx, () -> registries.changed.stream()
                .anyMatch(told -> told.nodes().isEmpty()));
        vertx.cancelTimer(reports);

        App left = now(registries.ask(new GetApp(ann, "shop")));
        assertThat(left.revision()).isEqualTo(3);
        assertThat(left.nodes()).isEmpty();
    }

    @Test
    void keepsAndShowsLogsUntilTheAppGoes() {
        startOne(Map.of());
        App app = now(registries.ask(new CreateApp(ann, "shop", node(80))));
        StoreBuckets batch = new StoreBuckets(List.of(bucket(app.id(), "b1", 1, 1, 2, 3)));

        assertThat(now(registries.ask(batch))).isEqualTo(new Stored(3, 0));
        assertThat(now(registries.ask(new ReadLogs(ann, "shop", null, 2, false)))
                        .records())
                .hasSize(2);

        now(registries.ask(new RemoveApp(ann, "shop")));
        assertThat(test.all("logs")).isEmpty();
        now(registries.ask(new CreateApp(ann, "shop", node(80))));
        assertThat(now(registries.ask(batch))).isEqualTo(new Stored(0, 3));
        assertThat(now(registries.ask(new ReadLogs(ann, "shop", null, 2, false)))
                        .records())
                .isEmpty();
    }

    @Test
    void twoRegistriesOnOneStoreActAsOne() {
        startOne(Map.of());
        registries.startReady(test.address, Map.of());
        List<Future<App>> claims = atOnce(50, i -> registries.ask(new CreateApp(ann, "shop", node(80))));
        assertThat(claims.stream().filter(Future::succeeded)).hasSize(1);

        List<Future<App>> adds = atOnce(50, i -> registries.ask(new AddNode(ann, "shop", node(1_000 + i / 2))));

        assertThat(adds.stream().filter(Future::succeeded)).hasSize(25);
        App app = now(registries.ask(new GetApp(ann, "shop")));
        assertThat(app.nodes()).hasSize(26);
        assertThat(app.revision()).isEqualTo(26);
        until(vertx, () -> registries.changed.size() == 26);
    }

    @Test
    void saysThatItIsThere() {
        startOne(Map.of());
        assertThat(now(registries.ask(new CheckRegistry()))).isEqualTo(new Present());
    }

    private void startOne(Map<String, String> settings) {
        registries.startReady(test.address, settings);
        ann = registries.user("ann@x.org");
    }
}
