package balanza.registry;

import static balanza.registry.LogStore.LOGS;

import balanza.contract.AppId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** How much log there is, and the removal of what must go. */
final class LogTrimStore {
    private final MongoClient mongo;
    private final InstantSource clock;
    private final Duration lifetime;

    /** @param lifetime how long records are kept */
    LogTrimStore(MongoClient mongo, InstantSource clock, Duration lifetime) {
        this.mongo = mongo;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /** Removes what has been stored for too long; MongoDB does so by itself, the embedded store does not. */
    Future<Void> expire() {
        JsonObject tooOld =
                new JsonObject().put("$lt", AppDocument.date(clock.instant().minus(lifetime)));
        return mongo.removeDocuments(LOGS, new JsonObject().put("storedAt", tooOld))
                .mapEmpty();
    }

    /** Removes all records of these apps. */
    Future<Void> remove(Collection<AppId> apps) {
        return apps.isEmpty()
                ? Future.succeededFuture()
                : mongo.removeDocuments(LOGS, new JsonObject().put("app", LogStore.in(apps)))
                        .mapEmpty();
    }

    /** Removes these buckets. */
    Future<Void> removeBuckets(Collection<LogHead> heads) {
        JsonArray ids = new JsonArray(heads.stream().map(LogHead::bucket).toList());
        return mongo.removeDocuments(LOGS, new JsonObject().put("_id", new JsonObject().put("$in", ids)))
                .mapEmpty();
    }

    /** How many records there are of each app that has any, whether it still exists or not. */
    Future<Map<AppId, Long>> recordsByApp() {
        JsonArray count = new JsonArray()
                // So that MongoDB reads the index alone.
                .add(new JsonObject().put("$sort", new JsonObject().put("app", 1)))
                .add(new JsonObject()
                        .put(
                                "$group",
                                new JsonObject()
                                        .put("_id", "$app")
                                        .put("records", new JsonObject().put("$sum", "$count"))));
        return mongo.aggregate(LOGS, count)
                .collect(Collectors.toMap(
                        group -> new AppId(group.getString("_id")), group -> group.getLong("records")));
    }
}
