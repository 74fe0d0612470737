package balanza.registry;

import static balanza.registry.Samples.ANN;
import static balanza.registry.Samples.BOB;
import static balanza.registry.Samples.bucket;
import static balanza.registry.Samples.node;
import static balanza.registry.Waiting.assertRefused;
import static balanza.registry.Waiting.now;
import static balanza.registry.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.bus.Bus;
import balanza.contract.ApiError;
import balanza.contract.App;
import balanza.contract.Tombstone;
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
class OrphanSweepTest {
    private final ManualClock clock = new ManualClock();
    private Vertx vertx;
    private TestStore test;
    private RegistryStore store;
    private Registries heard;
    private OrphanSweep sweep;

    @BeforeEach
    void open(Vertx vertx) {
        this.vertx = vertx;
        test = new TestStore(vertx);
        store = test.open(clock, Map.of());
        heard = new Registries(vertx);
        sweep = new OrphanSweep(new Bus(vertx), store);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void purgesAnAppSeenEmptyTwice() {
        App empty = emptyApp("shop");
        App full = now(store.names.claim(ANN, "full", node(80)));
        now(store.logs.store(List.of(bucket(empty.id(), "b", 1, 1), bucket(full.id(), "b", 1, 1))));

        now(sweep.run());
        assertThat(now(store.apps.get(ANN, "shop"))).isEqualTo(empty);
        now(sweep.run());

        assertRefused(ApiError.APP_NOT_FOUND, store.apps.get(ANN, "shop"));
        until(vertx, () -> heard.removed.contains(new Tombstone(empty.id(), "shop", empty.revision() + 1)));
        assertThat(test.all("logs")).hasSize(1);
        assertThat(now(store.apps.get(ANN, "full"))).isEqualTo(full);
        assertRefused(ApiError.APP_EXISTS, store.names.claim(BOB, "shop", node(80)));
    }

    @Test
    void sparesAnAppThatHasChangedInBetween() {
        emptyApp("shop");
        now(sweep.run());
        now(store.apps.addNode(ANN, "shop", node(81)));
        App emptyAgain = now(store.apps.removeNode(ANN, "shop", node(81).endpoint()));

        now(sweep.run());
        assertThat(now(store.apps.get(ANN, "shop"))).isEqualTo(emptyAgain);
        now(sweep.run());
        assertRefused(ApiError.APP_NOT_FOUND, store.apps.get(ANN, "shop"));
    }

    @Test
    void twoSweepsAtOncePurgeOnce() {
        emptyApp("shop");
        OrphanSweep other = new OrphanSweep(new Bus(vertx), store);
        now(sweep.run().compose(done -> other.run()));

        now(Future.all(sweep.run(), other.run()));

        until(vertx, () -> !heard.removed.isEmpty());
        assertThat(now(store.feed.read(null, null)).removed())
                .extracting(Tombstone::revision)
                .containsExactly(3L);
    }

    private App emptyApp(String name) {
        now(store.names.claim(ANN, name, node(80)));
        return now(store.apps.removeNode(ANN, name, node(80).endpoint()));
    }
}
