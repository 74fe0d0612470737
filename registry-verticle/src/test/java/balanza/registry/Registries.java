package balanza.registry;

import static balanza.registry.Waiting.now;
import static balanza.registry.Waiting.until;

import balanza.bus.Bus;
import balanza.bus.Deadline;
import balanza.contract.App;
import balanza.contract.Event.AppChanged;
import balanza.contract.Event.AppRemoved;
import balanza.contract.RegistryRequest.RegisterUser;
import balanza.contract.Request;
import balanza.contract.Tombstone;
import balanza.contract.UserId;
import balanza.runtime.Health;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Registries on one bus, somebody who asks them, and all that they tell. */
final class Registries {
    final List<App> changed = new CopyOnWriteArrayList<>();
    final List<Tombstone> removed = new CopyOnWriteArrayList<>();

    private final Vertx vertx;
    private final Bus bus;

    Registries(Vertx vertx) {
        this.vertx = vertx;
        bus = new Bus(vertx);
        now(bus.hear(AppChanged.class, event -> changed.add(event.app())));
        now(bus.hear(AppRemoved.class, event -> removed.add(event.tombstone())));
    }

    /** Starts one that need not be ready. */
    Health start(StoreAddress store, Map<String, String> settings) {
        Health health = new Health();
        now(RegistryService.start(Configs.config(store, settings), vertx, health));
        return health;
    }

    void startReady(StoreAddress store, Map<String, String> settings) {
        Health health = start(store, settings);
        until(vertx, health::ready);
    }

    <R> Future<R> ask(Request<R> request) {
        return bus.ask(request, Deadline.in(Duration.ofSeconds(10)));
    }

    /** With the deadline of a control call. */
    <R> Future<R> askInTime(Request<R> request) {
        return bus.ask(request, Deadline.in(Duration.ofMillis(1_800)));
    }

    UserId user(String email) {
        return now(ask(new RegisterUser(email, "hash"))).id();
    }
}
