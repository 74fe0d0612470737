package balanza.standalone;

import static balanza.standalone.StoreClient.DOCS;
import static balanza.standalone.StoreClient.now;

import com.mongodb.MongoException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Writes documents of its own in four ways and remembers what was acknowledged: the expected {@code n} by id, with -1
 * for removed. The last write, sent but not acknowledged, may have happened or not and is not remembered.
 */
final class Writer {

    private static final int REMOVED = -1;

    private final String prefix;
    private final CountDownLatch acknowledged;
    private final Map<String, Integer> expected = new LinkedHashMap<>();

    Writer(String prefix, CountDownLatch acknowledged) {
        this.prefix = prefix;
        this.acknowledged = acknowledged;
    }

    void writeUntilRefused(StoreClient client) {
        for (int i = 0; ; i++) {
            var id = prefix + i;
            try {
                write(client, id, i % 3 == 0);
            } catch (MongoException e) {
                expected.remove(id);
                return;
            }
        }
    }

    private void write(StoreClient client, String id, boolean remove) {
        var query = new JsonObject().put("_id", id);
        now(client.mongo().insert(DOCS, query.copy().put("key", id).put("n", 0)));
        acknowledge(id, 0);
        now(client.mongo().findOneAndUpdate(DOCS, query, increment()));
        acknowledge(id, 1);
        now(client.mongo().updateCollection(DOCS, query, increment()));
        acknowledge(id, 2);
        if (remove) {
            now(client.mongo().removeDocument(DOCS, query));
            acknowledge(id, REMOVED);
        }
    }

    private static JsonObject increment() {
        return new JsonObject().put("$inc", new JsonObject().put("n", 1));
    }

    private void acknowledge(String id, int n) {
        expected.put(id, n);
        acknowledged.countDown();
    }

    /** The documents that are not as they were acknowledged. */
    List<String> lost(StoreClient client) {
        var lost = new ArrayList<String>();
        expected.forEach((id, n) -> {
            var found = client.one(new JsonObject().put("_id", id).encode());
            int is = found == null ? REMOVED : found.getInteger("n");
            if (is != n) {
                lost.add(id + ": " + is + " (expected: " + n + ")");
            }
        });
        return lost;
    }

    /** Proves documents and index entries to be of one mind: each can be removed, and its unique key used again. */
    void writeAllAgain(StoreClient client) {
        expected.keySet().forEach(id -> {
            now(client.mongo().removeDocument(DOCS, new JsonObject().put("key", id)));
            now(client.mongo().insert(DOCS, new JsonObject().put("_id", id).put("key", id)));
        });
    }
}
