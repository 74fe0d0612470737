package balanza.registry;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.IndexModel;
import io.vertx.ext.mongo.IndexOptions;
import io.vertx.ext.mongo.MongoClient;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The store as a whole: the one client, all that speaks through it, and the indexes that make every race safe. */
final class RegistryStore {
    final UserStore users;
    final AppStore apps;
    final SettingsStore settings;
    final NameStore names;
    final HealthStore health;
    final FeedStore feed;
    final OrphanStore orphans;
    final LogStore logs;
    final LogTrimStore logTrim;

    private final MongoClient mongo;
    private final RegistryConfig config;

    private RegistryStore(Vertx vertx, MongoClient mongo, RegistryConfig config, InstantSource clock) {
        this.mongo = mongo;
        this.config = config;
        users = new UserStore(mongo, clock);
        apps = new AppStore(mongo, clock, config.nodesMaxPerApp());
        settings = new SettingsStore(mongo, apps);
        names = new NameStore(mongo, clock, config.nameReservation());
        health = new HealthStore(mongo, clock, config.nodeEviction());
        feed = new FeedStore(mongo);
        orphans = new OrphanStore(mongo);
        logs = new LogStore(vertx, mongo, clock);
        logTrim = new LogTrimStore(mongo, clock, config.logsLifetime());
    }

    /** Makes the client; whether the store is there is another matter. */
    static RegistryStore of(Vertx vertx, RegistryConfig config, InstantSource clock) {
        MongoClient mongo = MongoClient.create(vertx, config.store().clientConfig());
        return new RegistryStore(vertx, mongo, config, clock);
    }

    /** Sees to it that the indexes are there; may be called again and again, by several processes. */
    Future<Void> prepare() {
        IndexOptions unique = new IndexOptions().unique(true);
        IndexOptions plain = new IndexOptions();
        return mongo.createIndexes(UserStore.USERS, List.of(index("email", unique), index("deleting", plain)))
                .compose(done -> mongo.createIndexes(
                        AppDocument.APPS,
                        List.of(index("appId", unique), index("owner", plain), index("changedAt", plain))))
                .compose(done -> mongo.createIndex(LogStore.LOGS, LogStore.HEADS_INDEX))
                .compose(done -> expiry());
    }

    /** Asks the store whether it is there. */
    Future<Void> ping() {
        return mongo.runCommand("ping", new JsonObject().put("ping", 1)).mapEmpty();
    }

    Future<Void> close() {
        return mongo.close();
    }

    /** A lifetime that was set anew cannot be put into an index that is there: it is made anew. */
    private Future<Void> expiry() {
        IndexOptions expiring = new IndexOptions()
                .name("expiry")
                .expireAfter(config.logsLifetime().toSeconds(), TimeUnit.SECONDS);
        List<IndexModel> indexes = List.of(index("storedAt", expiring));
        return mongo.createIndexes(LogStore.LOGS, indexes)
                .recover(conflict -> StoreFailures.isIndexConflict(conflict)
                        ? mongo.dropIndex(LogStore.LOGS, "expiry")
                                .compose(gone -> mongo.createIndexes(LogStore.LOGS, indexes))
                        : Future.failedFuture(conflict));
    }

    private static IndexModel index(String field, IndexOptions options) {
        return new IndexModel(new JsonObject().put(field, 1), options);
    }
}
