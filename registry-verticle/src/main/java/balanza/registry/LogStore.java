package balanza.registry;

import static balanza.registry.AppDocument.date;

import balanza.contract.AppId;
import balanza.contract.LogBucket;
import balanza.contract.PackedRecords;
import balanza.contract.ServedRequest;
import balanza.records.PackReader;
import balanza.records.UnreadablePack;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.BulkWriteOptions;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.MongoClient;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Log records, in buckets. A document is {@code {_id: bucket, app: appId, from, to, count, storedAt, records}}, the last ones
 * as the balancer packed them (see {@link PackReader}), or a {@link FormerPack}. A bucket of requests that no node answered has {@code unanswered: true} besides.
 */
final class LogStore {
    static final String LOGS = "logs";

    private static final Logger LOG = LoggerFactory.getLogger(LogStore.class);
    private static final String UNANSWERED = "unanswered";
    /** The order of {@link LogHead#latest}, turned around, and all that {@link #heads} asks for, so that it reads no bucket. */
    static final JsonObject HEADS_INDEX = new JsonObject()
            .put("app", 1)
            .put("to", -1)
            .put("_id", -1)
            .put("from", 1)
            .put("count", 1)
            .put(UNANSWERED, 1);

    private final Vertx vertx;
    private final MongoClient mongo;
    private final InstantSource clock;

    LogStore(Vertx vertx, MongoClient mongo, InstantSource clock) {
        this.vertx = vertx;
        this.mongo = mongo;
        this.clock = clock;
    }

    /** Stores buckets, each with at least one record; those that are there already stay as they are. */
    Future<Void> store(List<LogBucket> buckets) {
        if (buckets.isEmpty()) {
            return Future.succeededFuture();
        }
        Instant now = clock.instant();
        BulkWriteOptions allThatCan = new BulkWriteOptions().setOrdered(false);
        List<BulkOperation> inserts = buckets.stream()
                .map(bucket -> BulkOperation.createInsert(document(bucket, now)))
                .toList();
        return mongo.bulkWriteWithOptions(LOGS, inserts, allThatCan)
                .transform(written -> written.succeeded() || StoreFailures.onlyDuplicates(written.cause())
                        ? Future.succeededFuture()
                        : Future.failedFuture(written.cause()));
    }

    /** Those of {@code apps} that have not been removed. */
    Future<Set<AppId>> live(Collection<AppId> apps) {
        return mongo.findWithOptions(
                        AppDocument.APPS,
                        new JsonObject().put("appId", in(apps)),
                        new FindOptions()
                                .setFields(new JsonObject().put("appId", 1).put("removed", 1)))
                .map(found -> found.stream()
                        .filter(app -> !app.getBoolean("removed"))
                        .map(app -> new AppId(app.getString("appId")))
                        .collect(Collectors.toSet()));
    }

    /**
     * What buckets there are, newest first.
     *
     * @param all also those of requests that no node answered
     * @param upTo only buckets that have a record at or before this; {@code null} for all
     * @param after only buckets that follow this one; {@code null} to begin with the first
     * @param limit the most to return
     */
    Future<List<LogHead>> heads(AppId app, boolean all, @Nullable Long upTo, @Nullable LogHead after, int limit) {
        JsonObject where = new JsonObject().put("app", app.value());
        if (!all) {
            where.put(UNANSWERED, new JsonObject().put("$ne", true));
        }
        if (upTo != null) {
            where.put("from", new JsonObject().put("$lte", date(Instant.ofEpochMilli(upTo))));
        }
        if (after != null) {
            where.put("$or", following(after));
        }
        FindOptions newestFirst = new FindOptions()
                .setSort(new JsonObject().put("to", -1).put("_id", -1))
                .setLimit(limit)
                .setFields(new JsonObject().put("from", 1).put("to", 1).put("count", 1));
        return mongo.findWithOptions(LOGS, where, newestFirst)
                .map(found -> found.stream().map(LogStore::head).toList());
    }

    /** The records of these buckets, by bucket; those that are gone meanwhile are left out. */
    Future<Map<String, List<ServedRequest>>> records(List<LogHead> heads) {
        JsonArray ids = new JsonArray(heads.stream().map(LogHead::bucket).toList());
        return mongo.findWithOptions(
                        LOGS,
                        new JsonObject().put("_id", new JsonObject().put("$in", ids)),
                        new FindOptions().setFields(new JsonObject().put("records", 1)))
                .compose(found -> vertx.executeBlocking(() -> {
                    Map<String, List<ServedRequest>> records = new HashMap<>();
                    found.forEach(bucket -> records.put(bucket.getString("_id"), unpacked(bucket)));
                    return records;
                }));
    }

    /** Which buckets come after this one, newest first. */
    private static JsonArray following(LogHead head) {
        JsonObject to = date(Instant.ofEpochMilli(head.to()));
        return new JsonArray()
                .add(new JsonObject().put("to", new JsonObject().put("$lt", to)))
                .add(new JsonObject().put("to", to).put("_id", new JsonObject().put("$lt", head.bucket())));
    }

    static JsonObject in(Collection<AppId> apps) {
        return new JsonObject()
                .put("$in", new JsonArray(apps.stream().map(AppId::value).toList()));
    }

    private static JsonObject document(LogBucket bucket, Instant now) {
        JsonObject document = new JsonObject()
                .put("_id", bucket.id())
                .put("app", bucket.app().value())
                .put("from", date(Instant.ofEpochMilli(bucket.from())))
                .put("to", date(Instant.ofEpochMilli(bucket.to())))
                .put("count", bucket.count())
                .put("storedAt", date(now))
                .put("records", new JsonObject().put("$binary", bucket.records().bytes()));
        return bucket.answered() ? document : document.put(UNANSWERED, true);
    }

    /** None if they cannot be read, so that those of other buckets can. */
    private static List<ServedRequest> unpacked(JsonObject document) {
        byte[] records = document.getJsonObject("records").getBinary("$binary");
        try {
            return FormerPack.is(records) ? FormerPack.unpack(records) : PackReader.read(new PackedRecords(records));
        } catch (UncheckedIOException | UnreadablePack e) {
            LOG.warn("The bucket {} is passed over: {}", document.getString("_id"), e.getMessage());
            return List.of();
        }
    }

    private static LogHead head(JsonObject document) {
        return new LogHead(
                document.getString("_id"),
                AppDocument.instant(document, "from").toEpochMilli(),
                AppDocument.instant(document, "to").toEpochMilli(),
                document.getInteger("count"));
    }
}
