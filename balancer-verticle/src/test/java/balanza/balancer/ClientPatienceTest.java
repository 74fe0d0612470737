package balanza.balancer;

import static balanza.balancer.GuardedServer.guard;
import static io.vertx.core.MultiMap.caseInsensitiveMultiMap;
import static io.vertx.core.Vertx.currentContext;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 10: how long a client may take over a head, and how long it may keep a connection without one. */
class ClientPatienceTest {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {"G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: x\r\nX", "GET / HTTP/1.1\r\nHost: x\r\n"})
    void tellsAClientWhoseHeadDoesNotEnd(String start) throws Exception {
        try (var server = GuardedServer.patient(SHORT, LONG, ClientPatienceTest::answer);
                var client = server.connect()) {
            var answer = client.send(start).answer();

            assertThat(answer.error()).isEqualTo("408/08 The request did not come in time");
            assertThat(answer.fields("connection")).containsExactly("close");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void tellsItOnAnOldConnectionToo() throws Exception {
        try (var server = GuardedServer.patient(SHORT, LONG, ClientPatienceTest::answer);
                var client = server.connect()) {
            client.send(GET + GET + "GET /");
            assertThat(client.answer().body()).isEqualTo("hello");
            assertThat(client.answer().body()).isEqualTo("hello");
            assertThat(client.answer().status()).isEqualTo(408);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void measuresAHeadFromTheAnswerBeforeIt() throws Exception {
        try (var server = GuardedServer.patient(
                        Duration.ofSeconds(1), LONG, request -> later(request, Duration.ofMillis(1_500)));
                var client = server.connect()) {
            client.send(GET + GET.substring(0, 10));
            assertThat(client.answer().body()).isEqualTo("hello");
            client.send(GET.substring(10));
            assertThat(client.answer().body()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", GET, GET + "\r\n", GET + GET})
    void closesAnIdleConnectionWithoutAWord(String before) throws Exception {
        try (var server = GuardedServer.patient(LONG, SHORT, ClientPatienceTest::answer);
                var client = server.connect()) {
            client.send(before);
            for (int at = before.indexOf("GET"); at >= 0; at = before.indexOf("GET", at + 1)) {
                assertThat(client.answer().body()).isEqualTo("hello");
            }
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void waitsForAnAnswerAsLongAsItTakes() throws Exception {
        try (var server = GuardedServer.patient(SHORT, SHORT, request -> later(request, SHORT.multipliedBy(3)));
                var client = server.connect()) {
            assertThat(client.send(GET).answer().body()).isEqualTo("hello");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void takesAnEmptyLineForNoHeadHoweverItComes() throws Exception {
        try (var server = GuardedServer.patient(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), ClientPatienceTest::answer);
                var client = server.connect()) {
            client.send("\r").send("\n");
            assertThat(client.rest()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {GET, "GET / HTTP/1.1\r\nHost: x\r\nConnection: x, close\r\n\r\n"})
    void closesOnAClientThatDoesNotReadItsAnswer(String request) throws Exception {
        var gone = new CompletableFuture<Void>();
        try (var server = GuardedServer.patient(LONG, SHORT, asked -> {
                    asked.connection().closeHandler(gone::complete);
                    asked.response().end(Buffer.buffer(new byte[64 * 1024 * 1024]));
                });
                var client = server.connect()) {
            client.send(request).head();
            gone.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void leavesSlowBodiesToOthers() throws Exception {
        try (var server = GuardedServer.patient(SHORT, SHORT, request -> {
                    request.body().onSuccess(body -> request.response().end(body));
                    currentContext().owner().setTimer(SHORT.toMillis() * 3, over -> guard(request)
                            .interim(103, caseInsensitiveMultiMap()));
                });
                var client = server.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhel");
            assertThat(client.answer().status()).isEqualTo(103);
            assertThat(client.send("lo").answer().body()).isEqualTo("hello");
        }
    }

    private static void later(HttpServerRequest request, Duration delay) {
        currentContext().owner().setTimer(delay.toMillis(), over -> answer(request));
    }

    private static void answer(HttpServerRequest request) {
        request.response().end("hello");
    }
}
