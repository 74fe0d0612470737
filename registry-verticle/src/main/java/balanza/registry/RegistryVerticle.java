package balanza.registry;

import balanza.bus.Bus;
import balanza.contract.Apps;
import balanza.contract.Present;
import balanza.contract.RegistryRequest;
import balanza.contract.RegistryRequest.AddNode;
import balanza.contract.RegistryRequest.CheckRegistry;
import balanza.contract.RegistryRequest.ConfigureApp;
import balanza.contract.RegistryRequest.ConfigureNode;
import balanza.contract.RegistryRequest.CreateApp;
import balanza.contract.RegistryRequest.DeleteUser;
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
import balanza.runtime.Health;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Owns users, apps and logs. Its {@link #start} lists all it answers. It keeps nothing of them in memory, so any number of
 * registries may work on one store.
 */
final class RegistryVerticle extends VerticleBase {
    /** How soon an interrupted account removal is taken up again. */
    private static final Duration REMOVAL_PAUSE = Duration.ofSeconds(5);

    private final RegistryConfig config;
    private final Health health;

    private final Bus bus;
    private final RegistryStore store;
    private final Rounds rounds;
    private final StoreWatch watch;
    private final AppChanges changes;
    private final AppLogs logs;
    private final AccountRemoval removal;

    /** @param store closed with this verticle */
    RegistryVerticle(Vertx vertx, RegistryConfig config, Health health, RegistryStore store) {
        this.config = config;
        this.health = health;
        this.store = store;
        bus = new Bus(vertx);
        rounds = new Rounds(vertx);
        watch = new StoreWatch(rounds, store);
        changes = new AppChanges(bus, store);
        logs = new AppLogs(store);
        removal = new AccountRemoval(bus, store);
    }

    @Override
    public Future<?> start() {
        health.ready("registry", watch::ready);
        watch.open().onSuccess(open -> beginSweeps());
        return Future.all(List.of(
                answer(RegisterUser.class, ask -> store.users.register(ask.email(), ask.passwordHash())),
                answer(FindUser.class, ask -> store.users.find(ask.email())),
                answer(GetUser.class, ask -> store.users.get(ask.user())),
                answer(DeleteUser.class, ask -> removal.begin(ask.user())),
                answer(CreateApp.class, changes::create),
                answer(RemoveApp.class, changes::remove),
                answer(AddNode.class, changes::addNode),
                answer(RemoveNode.class, changes::removeNode),
                answer(ConfigureApp.class, changes::configure),
                answer(ConfigureNode.class, changes::configureNode),
                answer(ReportHealth.class, changes::note),
                answer(ListApps.class, ask -> store.apps.ownedBy(ask.owner()).map(Apps::new)),
                answer(GetApp.class, ask -> store.apps.get(ask.owner(), ask.app())),
                answer(ReadApps.class, ask -> store.feed.read(ask.changedSince(), ask.after())),
                answer(StoreBuckets.class, logs::store),
                answer(ReadLogs.class, logs::read),
                answer(CheckRegistry.class, ask -> store.ping().map(new Present()))));
    }

    @Override
    public Future<?> stop() {
        rounds.close();
        return store.close();
    }

    private <Q extends RegistryRequest<R>, R> Future<Void> answer(Class<Q> type, Function<Q, Future<R>> work) {
        return bus.answer(type, (request, deadline) -> watch.guard(deadline, () -> work.apply(request)));
    }

    private void beginSweeps() {
        OrphanSweep orphans = new OrphanSweep(bus, store);
        LogSweep oldLogs = new LogSweep(store.logs, store.logTrim, config.logsMaxPerApp());
        rounds.every(REMOVAL_PAUSE, "Ending account removals", removal::resume);
        rounds.every(config.sweepInterval(), "The sweep of apps without owners", removal::sweep);
        rounds.every(config.sweepInterval(), "The sweep of apps without nodes", orphans::run);
        rounds.every(config.sweepInterval(), "The sweep of logs", oldLogs::run);
    }
}
