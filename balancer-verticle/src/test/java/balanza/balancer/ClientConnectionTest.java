package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client's connection: several requests on it, and heads that cannot be parsed. */
class ClientConnectionTest {
    private static Balancer balancer;
    private static RawNode node;
    private static String path;

    @BeforeAll
    static void start() throws IOException {
        balancer = Balancer.ready();
        node = RawNode.playing((wire, self) -> {
            for (; ; ) {
                var asked = wire.head().split(" ", 3)[1];
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + asked.length() + "\r\n\r\n" + asked);
            }
        });
        path = "/api/balance/" + balancer.app(node.endpoint()) + "/";
    }

    @AfterAll
    static void close() throws IOException {
        balancer.close();
        node.close();
    }

    @Test
    void isKeptForOneRequestAfterAnother() throws Exception {
        var before = node.connections();
        try (var client = balancer.connect()) {
            for (int i = 0; i < 50; i++) {
                client.send(get(path + i));
                assertThat(client.answer().body()).isEqualTo("/" + i);
            }
        }
        assertThat(node.connections() - before).isLessThanOrEqualTo(1);
    }

    @Test
    void answersPipelinedRequestsInOrder() throws Exception {
        try (var client = balancer.connect()) {
            var requests = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                requests.append(get(path + i));
            }
            client.send(requests + get("/api/balance/nobody") + get("/api/health/live") + get(path + "last"));
            for (int i = 0; i < 50; i++) {
                assertThat(client.answer().body()).isEqualTo("/" + i);
            }
            assertThat(client.answer().status()).isEqualTo(404);
            assertThat(client.answer().body()).isEqualTo("{\"live\":true}");
            assertThat(client.answer().body()).isEqualTo("/last");
        }
    }

    @Test
    void outlivesAnErrorOfOurOwn() throws Exception {
        try (var client = balancer.connect()) {
            client.send(get("/api/balance/nobody"));
            assertThat(client.answer().error()).startsWith("404/02");
            client.send(get(path + "x"));
            assertThat(client.answer().body()).isEqualTo("/x");
        }
    }

    @Test
    void closesAfterAnErrorIfABodyIsLeftUnread() throws Exception {
        try (var client = balancer.connect()) {
            client.send("POST /api/balance/nobody HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\npart");
            var answer = client.answer();
            assertThat(answer.error()).startsWith("404/02");
            assertThat(answer.fields("connection")).containsExactly("close");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void anOldClientIsToldThatItsConnectionEndsAndNothingIsServedAfterThat() throws Exception {
        try (var client = balancer.connect()) {
            client.send("POST /api/balance/nobody HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 4\r\n\r\nbody"
                    + get(path + "x"));
            var answer = client.answer();
            assertThat(answer.error()).startsWith("404/02");
            assertThat(answer.fields("connection")).containsExactly("close");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void closesIfAsked() throws Exception {
        try (var client = balancer.connect()) {
            client.send("GET " + path + "x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(client.answer().body()).isEqualTo("/x");
            assertThat(client.rest()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "GET / HTTP/1.1 extra\r\n\r\n",
                "GET / HTTP/9.9x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n"
            })
    void refusesWhatCannotBeParsed(String head) throws Exception {
        try (var client = balancer.connect()) {
            client.send(head);
            assertRefused(client, 400, "400/01 ");
        }
    }

    @Test
    void anOldClientIsToldThatItsConnectionEndsAfterWhatCannotBeParsed() throws Exception {
        try (var client = balancer.connect()) {
            client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\nHost: a b\r\n\r\n");
            var answer = client.answer();
            assertThat(answer.error()).startsWith("400/01 Host: malformed");
            assertThat(answer.fields("connection")).containsExactly("close");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void saysWhatItDoesNotLike() throws Exception {
        try (var client = balancer.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: a b\r\n\r\n");
            assertRefused(client, 400, "400/01 Host: malformed (expected: host or host:port)");
        }
    }

    @ParameterizedTest
    @CsvSource({"/, 9000", "/api/balance/shop/, 9000", "/api/apps/, 100000"})
    void refusesALongRequestLine(String start, int length) throws Exception {
        try (var client = balancer.connect()) {
            client.send("GET " + start + "x".repeat(length) + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertRefused(client, 414, "414/08 The request line is too long");
        }
    }

    @Test
    void refusesALargeHeaderSection() throws Exception {
        try (var client = balancer.connect()) {
            client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + ("X: " + "y".repeat(1_000) + "\r\n").repeat(20)
                    + "\r\n");
            assertRefused(client, 431, "431/08 The header section is too large");
        }
    }

    @Test
    void refusesHttp2() throws Exception {
        try (var client = balancer.connect()) {
            client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            assertRefused(client, 400, "400/01 version: not spoken here (expected: HTTP/1.1 or HTTP/1.0)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT other.example:443", "CONNECT /", "TRACE /api/health/live"})
    void saysWhichMethodsAreAllowed(String start) throws Exception {
        try (var client = balancer.connect()) {
            client.send(start + " HTTP/1.1\r\nHost: x\r\n\r\n" + get(path + "next"));
            var answer = client.answer();
            assertThat(answer.error()).isEqualTo("405/07 That method is not allowed here");
            assertThat(answer.fields("allow")).containsExactly("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
            assertThat(client.answer().body()).isEqualTo("/next");
        }
    }

    @Test
    void saysNothingAboutTheWholeServer() throws Exception {
        var answer = balancer.ask("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 204 No Content");
        assertThat(answer.fields("content-length")).isEmpty();
    }

    @Test
    void answersARefusedHeadWithoutABody() throws Exception {
        try (var client = balancer.connect()) {
            client.send("HEAD / HTTP/1.1\r\n\r\n");
            assertThat(client.answerToHead().status()).isEqualTo(400);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void aClientThatSendsOnReadsItsRefusalAllTheSame() throws Exception {
        try (var client = balancer.connect()) {
            client.send("GET / HTTP/1.1\r\n\r\n");
            for (int i = 0; i < 200; i++) {
                client.send(new byte[1024]);
            }
            assertRefused(client, 400, "400/01 Host: missing");
        }
    }

    @Test
    void doesNotSwitchToHttp2() throws Exception {
        try (var client = balancer.connect()) {
            client.send(
                    "GET " + path + "x HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                            + "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n");
            assertThat(client.answer().body()).isEqualTo("/x");
        }
    }

    private static void assertRefused(Wire client, int status, String error) throws IOException {
        var answer = client.answer();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.error()).startsWith(error);
        assertThat(answer.fields("content-type")).containsExactly("application/json");
        assertThat(client.rest()).isEmpty();
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }
}
