package balanza.registry;

import static balanza.registry.Samples.node;
import static balanza.registry.Waiting.assertRefused;
import static balanza.registry.Waiting.now;
import static balanza.registry.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.ApiError;
import balanza.contract.RegistryRequest.CheckRegistry;
import balanza.contract.RegistryRequest.CreateApp;
import balanza.contract.RegistryRequest.FindUser;
import balanza.contract.RegistryRequest.GetApp;
import balanza.contract.RegistryRequest.RegisterUser;
import balanza.contract.Request;
import balanza.contract.UserId;
import balanza.runtime.Health;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class StoreAwayTest {
    @TempDir
    Path folder;

    private Vertx vertx;
    private Registries registries;
    private MongoServer server;
    private int port;

    @BeforeEach
    void start(Vertx vertx) {
        this.vertx = vertx;
        registries = new Registries(vertx);
        server = server();
        port = server.bind().getPort();
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    @Test
    void answersInTimeThatTheStoreIsAwayAndGoesOnWhenItIsBack() {
        Health health = registries.start(address(port), Map.of());
        until(vertx, health::ready);
        UserId ann = registries.user("ann@x.org");
        now(registries.ask(new CreateApp(ann, "shop", node(80))));

        server.shutdownNow();
        assertUnavailableInTime(requests(ann));
        until(vertx, () -> !health.ready());

        server = server();
        server.bind("127.0.0.1", port);
        until(vertx, health::ready);
        until(vertx, () -> answers(new GetApp(ann, "shop")));
    }

    @Test
    void startsWithoutTheStoreAndIsReadyWhenItComes() {
        server.shutdownNow();
        Health health = registries.start(address(port), Map.of());
        assertThat(health.ready()).isFalse();
        assertUnavailableInTime(requests(UserId.fresh()));

        server = server();
        server.bind("127.0.0.1", port);
        until(vertx, health::ready);
        assertThat(registries.user("ann@x.org")).isNotNull();
    }

    @Test
    void aStoreThatFallsSilentIsAwayUntilItSpeaksAgain() {
        SilentProxy proxy = new SilentProxy(vertx, port);
        Health health = registries.start(address(proxy.port()), Map.of());
        until(vertx, health::ready);
        UserId ann = registries.user("ann@x.org");
        now(registries.ask(new CreateApp(ann, "shop", node(80))));

        proxy.fallSilent();
        assertUnavailableInTime(requests(ann));
        until(vertx, () -> !health.ready());

        proxy.speak();
        until(vertx, health::ready);
        until(vertx, () -> answers(new GetApp(ann, "shop")));
    }

    @Test
    void aStoreThatTakesConnectionsAndSaysNothingIsAwayToo() {
        NetServer mute =
                now(vertx.createNetServer().connectHandler(socket -> {}).listen(0, "127.0.0.1"));
        Health health = registries.start(address(mute.actualPort()), Map.of());

        assertUnavailableInTime(List.of(new CheckRegistry()));
        assertThat(health.ready()).isFalse();
    }

    private void assertUnavailableInTime(List<Request<?>> requests) {
        long began = System.nanoTime();
        List<Future<?>> answers = new ArrayList<>();
        requests.forEach(request -> answers.add(registries.askInTime(request)));
        answers.forEach(answer -> assertRefused(ApiError.UNAVAILABLE, answer));
        assertThat((System.nanoTime() - began) / 1_000_000).as("ms").isLessThan(2_000);
    }

    /** The first answers after a recovery may still meet connections that were lost. */
    private boolean answers(Request<?> request) {
        return now(registries.ask(request).transform(answer -> Future.succeededFuture(answer.succeeded())));
    }

    private static List<Request<?>> requests(UserId user) {
        return List.of(
                new CheckRegistry(),
                new FindUser("ann@x.org"),
                new GetApp(user, "shop"),
                new RegisterUser("bob@x.org", "hash"));
    }

    private MongoServer server() {
        return new MongoServer(new H2Backend(folder.resolve("store").toString()));
    }

    private static StoreAddress address(int port) {
        return Configs.address("mongodb://127.0.0.1:" + port, "balanza");
    }
}
