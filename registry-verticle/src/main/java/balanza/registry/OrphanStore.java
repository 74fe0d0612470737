package balanza.registry;

import static balanza.registry.AppDocument.APPS;

import balanza.contract.AppId;
import balanza.contract.UserId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.MongoClient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Apps that may have to go. */
final class OrphanStore {
    /** The most that is looked at in one go. */
    static final int MAX = 1_000;

    private final MongoClient mongo;

    OrphanStore(MongoClient mongo) {
        this.mongo = mongo;
    }

    /** Apps without nodes, by name, after that one; at most {@value #MAX}. */
    Future<List<Orphan>> empty(@Nullable String after) {
        return find(new JsonObject().put("nodes", new JsonObject().put("$size", 0)), after);
    }

    /** Live apps of that user, at most {@value #MAX}. */
    Future<List<Orphan>> ownedBy(UserId user) {
        return find(new JsonObject().put("owner", user.value()), null);
    }

    /** Live apps, by name, after that one; at most {@value #MAX}. */
    Future<List<Orphan>> all(@Nullable String after) {
        return find(new JsonObject(), after);
    }

    private Future<List<Orphan>> find(JsonObject where, @Nullable String after) {
        where.put("removed", false);
        if (after != null) {
            where.put("_id", new JsonObject().put("$gt", after));
        }
        FindOptions byName = new FindOptions()
                .setSort(new JsonObject().put("_id", 1))
                .setLimit(MAX)
                .setFields(new JsonObject().put("appId", 1).put("owner", 1).put("revision", 1));
        return mongo.findWithOptions(APPS, where, byName)
                .map(found -> found.stream().map(OrphanStore::orphan).toList());
    }

    private static Orphan orphan(JsonObject document) {
        return new Orphan(
                new AppId(document.getString("appId")),
                document.getString("_id"),
                new UserId(document.getString("owner")),
                document.getLong("revision"));
    }
}
