package balanza.balancer;

import static balanza.balancer.Http2Fields.get;
import static balanza.balancer.Http2Fields.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes over HTTP/2, byte by byte, and what a node that speaks HTTP/1 gets of it. */
class Http2RequestTest {
    private static Balancer balancer;
    private static int port;
    private static RawNode node;
    private static String path;

    @BeforeAll
    static void start() throws Exception {
        port = RawNode.freePort();
        balancer = Balancer.ready(Map.of(
                "TLS_PORT", Integer.toString(port),
                "TLS_CERT_FILE", Certificates.ONE.certificate().toString(),
                "TLS_KEY_FILE", Certificates.ONE.key().toString()));
        node = RawNode.playing((wire, heads) -> {
            for (; ; ) {
                var head = heads.note(wire.head());
                var body = "";
                if (head.contains("ransfer-encoding: chunked") || head.contains("ransfer-Encoding: chunked")) {
                    body = wire.chunks();
                } else if (head.contains("content-length: 5")) {
                    body = wire.text(5);
                }
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + (body.length() + 5) + "\r\n\r\nhello" + body);
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
    void aRequestWithoutABodyReachesTheNodeWithoutOne() throws Exception {
        try (var client = connect()) {
            var answer = client.answer(client.request(get(path + "a%2Fb?x")));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("hello");
        }
        assertThat(node.seen())
                .startsWith("GET /a%2Fb?x HTTP/1.1\r\n")
                .containsIgnoringCase("host: " + node.endpoint())
                .doesNotContainIgnoringCase("transfer-encoding")
                .doesNotContainIgnoringCase("content-length")
                .doesNotContain("\r\n:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE", "MKCOL"})
    void aBodyWithoutALengthComesThroughWhateverTheMethod(String method) throws Exception {
        try (var client = connect()) {
            int stream = client.begin(request(method, path));
            client.data(stream, ", wor", false);
            client.data(stream, "ld", true);

            assertThat(client.answer(stream).body()).isEqualTo("hello, world");
        }
        assertThat(node.seen()).startsWith(method + " / ").containsIgnoringCase("transfer-encoding: chunked");
    }

    @Test
    void aBodyThatComesLaterComesThroughToo() throws Exception {
        try (var client = connect()) {
            int stream = client.begin(request("POST", path));
            assertThat(client.answer(client.request(get("/api/health/live"))).status())
                    .isEqualTo(200);
            client.data(stream, "", false);
            client.data(stream, ", you", true);

            assertThat(client.answer(stream).body()).isEqualTo("hello, you");
        }
        node.seen();
    }

    @Test
    void aBodyOfKnownLengthKeepsIt() throws Exception {
        try (var client = connect()) {
            int stream = client.begin(request("POST", path, "content-length", "5"));
            client.data(stream, ", you", true);

            assertThat(client.answer(stream).body()).isEqualTo("hello, you");
        }
        assertThat(node.seen()).containsIgnoringCase("content-length: 5").doesNotContainIgnoringCase("chunked");
    }

    @Test
    void answersBeforeTheAnswerPass() throws Exception {
        try (var hinting = RawNode.playing((wire, heads) -> {
                    heads.note(wire.head());
                    wire.send("HTTP/1.1 100 Continue\r\n\r\n");
                    wire.text(5);
                    wire.send("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
                            + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                });
                var client = connect()) {
            int stream = client.begin(request(
                    "POST",
                    "/api/balance/" + balancer.app(hinting.endpoint()) + "/",
                    "content-length",
                    "5",
                    "expect",
                    "100-continue"));
            assertThat(client.interim(stream).interim.get(0).status()).hasToString("100");
            client.data(stream, "hello", true);
            var answer = client.answer(stream);

            assertThat(answer.body()).isEqualTo("ok");
            assertThat(answer.interim).hasSize(2);
            assertThat(answer.interim.get(1).status()).hasToString("103");
            assertThat(answer.interim.get(1).get("link")).hasToString("</a.css>");
        }
    }

    @Test
    void anAnswerThatIsCutLooksCut() throws Exception {
        try (var cutting = RawNode.playing((wire, heads) -> {
                    heads.note(wire.head());
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
                });
                var client = connect()) {
            int other = client.begin(request("POST", path));
            var answer = client.answer(client.request(get("/api/balance/" + balancer.app(cutting.endpoint()) + "/")));

            assertThat(answer.reset).isNotNull().isNotZero();
            client.data(other, ", you", true);
            assertThat(client.answer(other).body()).isEqualTo("hello, you");
        }
        node.seen();
    }

    @Test
    void thePiecesOfACookieAreJoined() throws Exception {
        try (var client = connect()) {
            client.answer(client.request(get(path, "cookie", "a=1", "cookie", "b=2")));
        }
        assertThat(node.seen()).containsIgnoringCase("cookie: a=1; b=2\r\n");
    }

    @Test
    void manyStreamsShareAConnection() throws Exception {
        try (var client = connect()) {
            var streams = Stream.generate(() -> get(path)).limit(50).toList();
            var ids = new int[50];
            for (int i = 0; i < 50; i++) {
                ids[i] = client.request(streams.get(i));
            }
            for (int id : ids) {
                assertThat(client.answer(id).body()).isEqualTo("hello");
            }
        }
        for (int i = 0; i < 50; i++) {
            node.seen();
        }
    }

    @Test
    void anErrorOfOurOwnLeavesTheOtherStreamsAlone() throws Exception {
        try (var client = connect()) {
            int upload = client.begin(request("POST", "/api/balance/nobody", "content-length", "1000000"));
            client.data(upload, "part", false);
            assertThat(client.answer(upload).status()).isEqualTo(404);
            assertThat(client.answer(upload).head.contains("connection")).isFalse();

            int other = client.begin(request("POST", path));
            client.reset(client.request(get(path)));
            client.data(other, ", you", true);
            assertThat(client.answer(other).body()).isEqualTo("hello, you");
        }
        while (node.unread() > 0) {
            node.seen();
        }
    }

    private static Http2Wire connect() throws Exception {
        return Http2Wire.to(port, Certificates.trusted());
    }
}
