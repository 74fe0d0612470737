package balanza.standalone;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The client the registry uses, answering on the calling thread. */
record StoreClient(MongoClient mongo) implements AutoCloseable {

    static final String DOCS = "docs";

    static StoreClient of(Vertx vertx, String uri) {
        return new StoreClient(MongoClient.create(
                vertx,
                new JsonObject()
                        .put("connection_string", uri + "/?serverSelectionTimeoutMS=1000&connectTimeoutMS=1000")
                        .put("db_name", "test")));
    }

    static <T> T now(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    void insert(String json) {
        now(mongo.insert(DOCS, new JsonObject(json)));
    }

    void update(String query, String update) {
        now(mongo.updateCollection(DOCS, new JsonObject(query), new JsonObject(update)));
    }

    JsonObject one(String query) {
        return now(mongo.findOne(DOCS, new JsonObject(query), null));
    }

    JsonObject command(String name, String json) {
        return now(mongo.runCommand(name, new JsonObject(json)));
    }

    JsonArray batch(String name, String json) {
        return command(name, json).getJsonObject("cursor").getJsonArray("firstBatch");
    }

    @Override
    public void close() {
        now(mongo.close());
    }
}
