package balanza.standalone;

import static balanza.standalone.StoreClient.DOCS;
import static balanza.standalone.StoreClient.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.IndexOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is acknowledged stays, whatever happens to the process. */
class KilledStoreTest {

    private static final int WRITERS = 3;
    private static final int WRITES_BEFORE_KILL = 400;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        now(vertx.close());
    }

    @Test
    void losesNoAcknowledgedWriteWhenKilled() throws Exception {
        var writers = killedInTheMiddle();

        try (var child = Child.run(folder, "store", "0")) {
            var uri = child.line().replaceAll(".*(mongodb://[^ ]+).*", "$1");
            try (var client = StoreClient.of(vertx, uri)) {
                for (var writer : writers) {
                    assertThat(writer.lost(client)).isEmpty();
                    writer.writeAllAgain(client);
                }
            }
        }
    }

    private List<Writer> killedInTheMiddle() throws IOException, InterruptedException {
        var port = Child.freePort();
        try (var child = Child.run(folder, "store", String.valueOf(port))) {
            assertThat(child.line()).isEqualTo("store ready: mongodb://127.0.0.1:" + port + " (" + folder + ")");
            try (var client = StoreClient.of(vertx, "mongodb://127.0.0.1:" + port)) {
                now(client.mongo()
                        .createIndexWithOptions(DOCS, new JsonObject().put("key", 1), new IndexOptions().unique(true)));
                var enough = new CountDownLatch(WRITES_BEFORE_KILL);
                var writers = new ArrayList<Writer>();
                var running = new ArrayList<CompletableFuture<Void>>();
                for (int i = 0; i < WRITERS; i++) {
                    var writer = new Writer("w" + i + "-", enough);
                    writers.add(writer);
                    running.add(CompletableFuture.runAsync(() -> writer.writeUntilRefused(client)));
                }
                assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
                child.kill();
                CompletableFuture.allOf(running.toArray(CompletableFuture[]::new))
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join();
                return writers;
            }
        }
    }
}
