package balanza.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final Health health = new Health();
    private final HttpClient client = HttpClient.newHttpClient();
    private Vertx vertx;
    private int port;

    @BeforeEach
    void listen() {
        vertx = Vertx.vertx();
        port = health.listen(vertx, new HealthPort("127.0.0.1", Optional.of(0))).await();
    }

    @AfterEach
    void close() throws TimeoutException {
        vertx.close().await(10, SECONDS);
    }

    @Test
    void isLiveWhateverItsPartsSay() throws Exception {
        health.ready("registry", () -> false);

        assertThat(get("/live").statusCode()).isEqualTo(200);
        assertThat(body(get("/live"))).isEqualTo(new JsonObject().put("live", true));
    }

    @Test
    void isReadyOnceEveryPartIs() throws Exception {
        AtomicBoolean registry = new AtomicBoolean();
        health.ready("auth", () -> true);
        health.ready("registry", registry::get);

        assertThat(get("/ready").statusCode()).isEqualTo(503);
        assertThat(body(get("/ready")))
                .isEqualTo(new JsonObject("{\"ready\":false,\"parts\":{\"auth\":true,\"registry\":false}}"));

        registry.set(true);

        assertThat(get("/ready").statusCode()).isEqualTo(200);
        assertThat(body(get("/ready")).getBoolean("ready")).isTrue();
        assertThat(health.ready()).isTrue();
    }

    @Test
    void isNotReadyWhenItIsAboutToEnd() throws Exception {
        health.ready("balancer", () -> true);
        assertThat(health.ready()).isTrue();

        health.drain();

        assertThat(get("/ready").statusCode()).isEqualTo(503);
        assertThat(body(get("/ready")))
                .isEqualTo(new JsonObject("{\"ready\":false,\"parts\":{\"balancer\":true},\"draining\":true}"));
        assertThat(get("/live").statusCode()).isEqualTo(200);
    }

    @Test
    void showsItsFigures() throws Exception {
        health.figure("records_dropped", () -> 42);

        assertThat(body(get("/figures"))).isEqualTo(new JsonObject().put("records_dropped", 42));
    }

    @Test
    void hasNothingElse() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/live/x").statusCode()).isEqualTo(404);
    }

    @Test
    void listensNowhereUnlessAPortIsSet() {
        HealthPort unset = HealthPort.from(new Env(Map.of()));

        assertThat(unset).isEqualTo(new HealthPort("127.0.0.1", Optional.empty()));
        assertThat(health.listen(vertx, unset).await()).isZero();
    }

    @Test
    void failsWhenItsPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HealthPort where = new HealthPort("127.0.0.1", Optional.of(taken.getLocalPort()));

            assertThatThrownBy(() -> health.listen(vertx, where).await()).isInstanceOf(BindException.class);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonObject body(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        return new JsonObject(answer.body());
    }
}
