package balanza.registry;

import static balanza.registry.Samples.ANN;
import static balanza.registry.Samples.node;
import static balanza.registry.Waiting.atOnce;
import static balanza.registry.Waiting.now;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.AppPage;
import balanza.contract.Tombstone;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class FeedStoreTest {
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
    void pagesThroughAllAppsAndTombstonesByName() {
        List<Future<App>> claims = atOnce(450, i -> store.names.claim(ANN, name(i), node(80)));
        assertThat(claims).allMatch(Future::succeeded);
        atOnce(50, i -> store.names.giveUp(ANN, name(3 * i)));

        List<AppPage> pages = readAll(null);

        assertThat(pages).hasSize(3);
        assertThat(pages.get(0).apps().size() + pages.get(0).removed().size()).isEqualTo(200);
        assertThat(pages.stream().flatMap(page -> page.apps().stream()).map(App::name))
                .hasSize(400)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(pages.stream().flatMap(page -> page.removed().stream()).map(Tombstone::name))
                .containsExactlyElementsOf(
                        IntStream.range(0, 50).mapToObj(i -> name(3 * i)).toList());
    }

    @Test
    void anEmptyStoreIsOneEmptyPage() {
        assertThat(now(store.feed.read(null, null))).isEqualTo(new AppPage(List.of(), List.of(), null, null));
    }

    @Test
    void aPageThatIsJustFullIsTheLast() {
        atOnce(200, i -> store.names.claim(ANN, name(i), node(80)));

        AppPage page = now(store.feed.read(null, null));
        assertThat(page.apps()).hasSize(200);
        assertThat(page.next()).isNull();
    }

    @Test
    void tellsWhatHasChangedSince() {
        List<String> names = List.of("a", "b", "c");
        names.forEach(name -> now(store.names.claim(ANN, name, node(80))));
        AppPage all = now(store.feed.read(null, null));
        assertThat(all.latest())
                .isEqualTo(names.stream()
                        .map(name -> AppDocument.instant(test.one("apps", name), "changedAt"))
                        .max(Comparator.naturalOrder())
                        .orElseThrow());

        AppPage sinceLatest = now(store.feed.read(all.latest(), null));
        assertThat(sinceLatest.apps()).isNotEmpty();
        assertThat(sinceLatest.latest()).isEqualTo(all.latest());
        assertThat(now(store.feed.read(all.latest().plusMillis(1_000), null)).apps())
                .isEmpty();
    }

    @Test
    void tellsOfRemovalsSince() {
        now(store.names.claim(ANN, "a", node(80)));
        now(store.names.claim(ANN, "b", node(80)));
        age("a");
        age("b");
        Tombstone tombstone = now(store.names.giveUp(ANN, "b"));

        AppPage page = now(store.feed.read(Instant.now().minusSeconds(3_600), null));
        assertThat(page.apps()).isEmpty();
        assertThat(page.removed()).containsExactly(tombstone);
    }

    @Test
    void aPageEndsEarlyWhenItsAppsAreLarge() {
        JsonArray nodes = new JsonArray();
        IntStream.rangeClosed(1, 1_000).forEach(port -> nodes.add(AppDocument.newNode(node(port), clock.instant())));
        IntStream.range(0, 8).forEach(i -> {
            now(store.names.claim(ANN, name(i), node(80)));
            set(name(i), new JsonObject().put("nodes", nodes));
        });

        List<AppPage> pages = readAll(null);
        assertThat(pages).extracting(page -> page.apps().size()).containsExactly(5, 3);
        assertThat(pages.get(0).next()).isEqualTo(name(4));
    }

    @Test
    void aPageEndsEarlyWhenItsAppsAreLong() {
        String path = "/" + "x".repeat(60_000);
        JsonArray nodes = new JsonArray();
        IntStream.rangeClosed(1, 10)
                .forEach(port -> nodes.add(
                        AppDocument.newNode(node(port), clock.instant()).put("statusPath", path)));
        IntStream.range(0, 8).forEach(i -> {
            now(store.names.claim(ANN, name(i), node(80)));
            set(name(i), new JsonObject().put("nodes", nodes));
        });

        assertThat(readAll(null)).extracting(page -> page.apps().size()).containsExactly(3, 3, 2);
    }

    @Test
    void anAppThatIsTooLongForAPageHasOneOfItsOwn() {
        JsonArray nodes = new JsonArray()
                .add(AppDocument.newNode(node(1), clock.instant())
                        .put("statusPath", "/" + "x".repeat(FeedPage.MAX_BYTES)));
        IntStream.range(0, 3).forEach(i -> now(store.names.claim(ANN, name(i), node(80))));
        set(name(1), new JsonObject().put("nodes", nodes));

        assertThat(readAll(null)).extracting(page -> page.apps().size()).containsExactly(1, 1, 1);
    }

    /** As when a balancer starts: each app is told once, in as many pages as it takes, none larger than it may be. */
    @Test
    void tellsThousandsOfAppsInPages() {
        int apps = 5_000;
        JsonArray nodes = new JsonArray();
        IntStream.rangeClosed(1, 10).forEach(port -> nodes.add(AppDocument.newNode(node(port), clock.instant())));
        for (int i = 0; i < apps; i += 500) {
            now(test.mongo.bulkWrite(
                    "apps",
                    IntStream.range(i, i + 500)
                            .mapToObj(number -> BulkOperation.createInsert(app(name(number), nodes)))
                            .toList()));
        }

        List<AppPage> pages = readAll(null);

        assertThat(pages).hasSize(apps / FeedPage.MAX_NAMES);
        assertThat(pages).allMatch(page -> page.apps().size() == FeedPage.MAX_NAMES);
        assertThat(pages.stream().flatMap(page -> page.apps().stream()).map(App::name))
                .containsExactlyElementsOf(
                        IntStream.range(0, apps).mapToObj(FeedStoreTest::name).toList());
    }

    private JsonObject app(String name, JsonArray nodes) {
        return AppDocument.live(name, ANN)
                .put("appId", AppId.fresh().value())
                .put("created", AppDocument.date(clock.instant()))
                .put("changedAt", AppDocument.date(clock.instant()))
                .put("revision", 1L)
                .put("nodes", nodes);
    }

    private List<AppPage> readAll(@Nullable Instant changedSince) {
        List<AppPage> pages = new ArrayList<>();
        String next = null;
        do {
            pages.add(now(store.feed.read(changedSince, next)));
            next = pages.get(pages.size() - 1).next();
        } while (next != null);
        return pages;
    }

    private void age(String name) {
        set(
                name,
                new JsonObject().put("changedAt", AppDocument.date(Instant.now().minusSeconds(86_400))));
    }

    private void set(String name, JsonObject fields) {
        now(test.mongo.updateCollection(
                "apps", new JsonObject().put("_id", name), new JsonObject().put("$set", fields)));
    }

    private static String name(int i) {
        return String.format("app%04d", i);
    }
}
