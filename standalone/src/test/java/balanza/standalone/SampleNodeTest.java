package balanza.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SampleNodeTest {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Vertx vertx = Vertx.vertx();
    private SampleNode node;

    @BeforeEach
    void start() {
        node = StoreClient.now(SampleNode.start(vertx, "127.0.0.1", 0));
    }

    @AfterEach
    void close() {
        StoreClient.now(node.close());
        StoreClient.now(vertx.close());
    }

    @Test
    void isHealthy() throws Exception {
        assertThat(get("/status").body()).isEqualTo("ok");
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void tellsWhatItWasAsked() throws Exception {
        var answer = send(request("/hello?a=1").header("X-A", "b").PUT(BodyPublishers.ofString("body")));
        var echo = new JsonObject(answer.body());

        var name = String.valueOf(node.port());
        assertThat(answer.headers().firstValue("X-Node")).contains(name);
        assertThat(echo.getJsonObject("headers").getString("X-A")).isEqualTo("b");
        echo.remove("headers");
        assertThat(echo)
                .isEqualTo(new JsonObject()
                        .put("node", name)
                        .put("method", "PUT")
                        .put("path", "/hello")
                        .put("query", "a=1")
                        .put("body", "body")
                        .put("bodyBytes", 4));
    }

    @Test
    void countsALargeBodyButKeepsOnlyItsBeginning() throws Exception {
        var echo = new JsonObject(send(request("/").POST(BodyPublishers.ofString("x".repeat(5_000_000))))
                .body());

        assertThat(echo.getInteger("bodyBytes")).isEqualTo(5_000_000);
        assertThat(echo.getString("body")).hasSize(Echo.MAX_BODY_BYTES);
    }

    @Test
    void answersTheStatusAskedFor() throws Exception {
        assertThat(get("/status/503").statusCode()).isEqualTo(503);
        assertThat(get("/status/600").statusCode()).isEqualTo(400);
        assertThat(get("/status/x").statusCode()).isEqualTo(400);
    }

    @Test
    void pours() throws Exception {
        var answer = get("/bytes/3000001");

        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(3_000_001);
        assertThat(answer.body()).hasSize(3_000_001);
    }

    @Test
    void waits() throws Exception {
        var start = System.nanoTime();

        assertThat(get("/slow/150").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        assertThat(get("/slow/60001").statusCode()).isEqualTo(400);
    }

    private HttpRequest.Builder request(String uri) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + uri))
                .timeout(Duration.ofSeconds(10));
    }

    private HttpResponse<String> get(String uri) throws IOException, InterruptedException {
        return send(request(uri));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
