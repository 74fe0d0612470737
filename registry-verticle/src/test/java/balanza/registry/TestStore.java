package balanza.registry;

import static balanza.registry.Waiting.now;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A database of a test's own, in the MongoDB that {@code MONGO_URI} names or else in an embedded store. */
final class TestStore implements AutoCloseable {
    /** So that a busy machine does not look like a store that is away. */
    private static final String PATIENT = "/?serverSelectionTimeoutMS=10000&socketTimeoutMS=10000";

    private static final String URI = Optional.ofNullable(System.getenv("MONGO_URI"))
            .filter(uri -> !uri.isBlank())
            .orElseGet(() -> new MongoServer(H2Backend.inMemory()).bindAndGetConnectionString() + PATIENT);

    final StoreAddress address;
    final MongoClient mongo;
    private final Vertx vertx;
    private final List<RegistryStore> opened = new ArrayList<>();

    TestStore(Vertx vertx) {
        this.vertx = vertx;
        String database = "balanza_test_" + UUID.randomUUID().toString().replace("-", "");
        address = Configs.address(URI, database);
        mongo = MongoClient.create(vertx, address.clientConfig());
    }

    /** A registry's store with the default settings, but for these. */
    RegistryStore open(InstantSource clock, Map<String, String> settings) {
        RegistryStore store = RegistryStore.of(vertx, Configs.config(address, settings), clock);
        opened.add(store);
        now(store.prepare());
        return store;
    }

    JsonObject one(String collection, String id) {
        return now(mongo.findOne(collection, new JsonObject().put("_id", id), null));
    }

    List<JsonObject> all(String collection) {
        return now(mongo.find(collection, new JsonObject()));
    }

    void put(String collection, JsonObject document) {
        now(mongo.insert(collection, document));
    }

    @Override
    public void close() {
        JsonArray collections = new JsonArray(now(mongo.getCollections()));
        collections.forEach(collection -> now(mongo.dropCollection((String) collection)));
        now(mongo.close());
        opened.forEach(store -> now(store.close()));
    }
}
