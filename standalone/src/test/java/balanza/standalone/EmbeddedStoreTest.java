package balanza.standalone;

import static balanza.standalone.StoreClient.DOCS;
import static balanza.standalone.StoreClient.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.IndexOptions;
import io.vertx.ext.mongo.UpdateOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest {

    private static final UpdateOptions UPSERT = new UpdateOptions(true).setReturningNewDocument(true);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private EmbeddedStore store;
    private StoreClient client;

    @BeforeEach
    void open() {
        store = EmbeddedStore.open(folder, 0);
        client = StoreClient.of(vertx, store.uri());
    }

    @AfterEach
    void close() {
        client.close();
        store.close();
        now(vertx.close());
    }

    @Test
    void refusesASecondDocumentOfTheSameUniqueKey() {
        makeUnique();
        client.insert(json("{'_id':'a','email':'x@y'}"));

        assertThatThrownBy(() -> client.insert(json("{'_id':'b','email':'x@y'}")))
                .isInstanceOfSatisfying(
                        MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(11000));
    }

    @Test
    void refusesToUpsertOverADocumentTheFilterDoesNotMatch() {
        client.insert(json("{'_id':'shop','removed':false}"));

        assertThatThrownBy(() -> upsert("{'_id':'shop','removed':true}", "{'$set':{'removed':false}}"))
                .isInstanceOfSatisfying(MongoCommandException.class, e -> assertThat(e.getCode())
                        .isEqualTo(11000));
    }

    @Test
    void takesTheTimeFromItsOwnClock() {
        var made =
                upsert("{'_id':'a'}", "{'$currentDate':{'at':true},'$setOnInsert':{'by':'me'},'$inc':{'revision':1}}");
        var again =
                upsert("{'_id':'a'}", "{'$currentDate':{'at':true},'$setOnInsert':{'by':'you'},'$inc':{'revision':1}}");

        assertThat(made.getJsonObject("at").getString("$date")).isNotEmpty();
        assertThat(again.getString("by")).isEqualTo("me");
        assertThat(again.getInteger("revision")).isEqualTo(2);
    }

    @Test
    void changesArraysInPlace() {
        client.insert(json("{'_id':'a','nodes':[{'id':1},{'id':2}]}"));
        client.update(json("{'_id':'a'}"), json("{'$push':{'nodes':{'id':3}}}"));
        client.update(json("{'_id':'a'}"), json("{'$pull':{'nodes':{'id':1}}}"));
        client.command(
                "update",
                json("{'update':'docs','updates':[{'q':{'_id':'a'},'u':{'$set':{'nodes.$[n].up':true}},"
                        + "'arrayFilters':[{'n.id':2}]}]}"));

        assertThat(client.one("{}").getJsonArray("nodes").encode()).isEqualTo(json("[{'id':2,'up':true},{'id':3}]"));
    }

    @Test
    void findsDataAndUniqueIndexesAgainAfterReopening() {
        makeUnique();
        client.insert(json("{'_id':'a','email':'x@y'}"));
        client.close();
        store.close();
        open();
        makeUnique();

        assertThat(client.one("{}").getString("email")).isEqualTo("x@y");
        assertThatThrownBy(() -> client.insert(json("{'_id':'b','email':'x@y'}")))
                .isInstanceOf(MongoWriteException.class);
    }

    private void makeUnique() {
        now(client.mongo()
                .createIndexWithOptions(DOCS, new JsonObject().put("email", 1), new IndexOptions().unique(true)));
    }

    private JsonObject upsert(String query, String update) {
        return now(client.mongo()
                .findOneAndUpdateWithOptions(
                        DOCS, new JsonObject(json(query)), new JsonObject(json(update)), new FindOptions(), UPSERT));
    }

    private static String json(String quoted) {
        return quoted.replace('\'', '"');
    }
}
