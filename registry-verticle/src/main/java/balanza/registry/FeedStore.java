package balanza.registry;

import static balanza.registry.AppDocument.APPS;
import static balanza.registry.AppDocument.date;

import balanza.contract.AppPage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.MongoClient;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** All apps and tombstones, whoever owns them, for those who must know them all. */
final class FeedStore {
    private final MongoClient mongo;

    FeedStore(MongoClient mongo) {
        this.mongo = mongo;
    }

    /**
     * Reads a page by name.
     *
     * @param changedSince only what changed at or after this moment of the store's clock; {@code null} for all
     * @param after only names after this one; {@code null} for the first page
     */
    Future<AppPage> read(@Nullable Instant changedSince, @Nullable String after) {
        JsonObject where = new JsonObject();
        if (changedSince != null) {
            where.put("changedAt", new JsonObject().put("$gte", date(changedSince)));
        }
        if (after != null) {
            where.put("_id", new JsonObject().put("$gt", after));
        }
        FindOptions byName =
                new FindOptions().setSort(new JsonObject().put("_id", 1)).setLimit(FeedPage.MAX_NAMES + 1);
        return collect(mongo.findBatchWithOptions(APPS, where, byName));
    }

    private static Future<AppPage> collect(ReadStream<JsonObject> documents) {
        Promise<AppPage> collected = Promise.promise();
        FeedPage page = new FeedPage();
        documents.exceptionHandler(collected::tryFail);
        documents.endHandler(end -> collected.tryComplete(page.last()));
        documents.handler(document -> {
            if (!page.add(document)) {
                documents.handler(null); // Ends the reading.
                collected.tryComplete(page.andMore());
            }
        });
        return collected.future();
    }
}
