package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
            int stream = client.begin(":method", method, ":scheme", "https", ":authority", "x", ":path", path);
            client.data(stream, ", wor", false);
            client.data(stream, "ld", true);

            assertThat(client.answer(stream).body()).isEqualTo("hello, world");
        }
        assertThat(node.seen()).startsWith(method + " / ").containsIgnoringCase("transfer-encoding: chunked");
    }

    @Test
    void aBodyThatComesLaterComesThroughToo() throws Exception {
        try (var client = connect()) {
            int stream = client.begin(":method", "POST", ":scheme", "https", ":authority", "x", ":path", path);
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
            int stream = client.begin(
                    ":method", "POST", ":scheme", "https", ":authority", "x", ":path", path, "content-length", "5");
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
            int stream = client.begin(
                    ":method",
                    "POST",
                    ":scheme",
                    "https",
                    ":authority",
                    "x",
                    ":path",
                    "/api/balance/" + balancer.app(hinting.endpoint()) + "/",
                    "content-length",
                    "5",
                    "expect",
                    "100-continue");
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
            int other = client.begin(":method", "POST", ":scheme", "https", ":authority", "x", ":path", path);
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

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("line break in a value", get(path, "x", "a\r\ny: b")),
                Arguments.of("line feed in a value", get(path, "x", "a\ny: b")),
                Arguments.of("NUL in a value", get(path, "x", "a\0b")),
                Arguments.of("space around a value", get(path, "x", " a")),
                Arguments.of("line break in a name", get(path, "x\r\ny", "a")),
                Arguments.of("colon in a name", get(path, "x:y", "a")),
                Arguments.of("space in a name", get(path, "x ", "a")),
                Arguments.of("empty name", get(path, "", "a")),
                Arguments.of("upper case in a name", get(path, "X", "a")),
                Arguments.of("space in the path", get(path + "a b")),
                Arguments.of("request in the path", get(path + " HTTP/1.1\r\nHost: x\r\n\r\nGET /y")),
                Arguments.of("fragment", get(path + "#a")),
                Arguments.of("non-ASCII path", get(path + "\u00e9")),
                Arguments.of("DEL in the path", get(path + "\u007f")),
                Arguments.of("path without slash", get("x")),
                Arguments.of("absolute path", get("https://x" + path)),
                Arguments.of("empty path", get("")),
                Arguments.of("asterisk with GET", get("*")),
                Arguments.of(
                        "request in the method", whole("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET", "https", "x", path)),
                Arguments.of("space in the method", whole("GET /", "https", "x", path)),
                Arguments.of("empty method", whole("", "https", "x", path)),
                Arguments.of("malformed authority", whole("GET", "https", "x y", path)),
                Arguments.of("no authority", new String[] {":method", "GET", ":scheme", "https", ":path", path}),
                Arguments.of("no path", new String[] {":method", "GET", ":scheme", "https", ":authority", "x"}),
                Arguments.of("no scheme", new String[] {":method", "GET", ":authority", "x", ":path", path}),
                Arguments.of("two paths", get(path, ":path", "/")),
                Arguments.of("an unknown pseudo field", get(path, ":x", "y")),
                Arguments.of("another host", get(path, "host", "y")),
                Arguments.of("connection", get(path, "connection", "close")),
                Arguments.of("keep-alive", get(path, "keep-alive", "5")),
                Arguments.of("proxy-connection", get(path, "proxy-connection", "close")),
                Arguments.of("upgrade", get(path, "upgrade", "websocket")),
                Arguments.of("transfer-encoding", get(path, "transfer-encoding", "chunked")),
                Arguments.of("te", get(path, "te", "gzip")),
                Arguments.of("a length that is none", get(path, "content-length", "x")),
                Arguments.of("a negative length", get(path, "content-length", "-1")),
                Arguments.of("two lengths", get(path, "content-length", "0", "content-length", "1")),
                Arguments.of("a length without a body", get(path, "content-length", "1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void whatHttp1CouldNotCarryIsRefused(String what, String[] fields) throws Exception {
        try (var client = connect()) {
            assertThat(client.statusOrNone(client.request(fields))).isIn(0, 400);
        }
        try (var client = connect()) {
            assertThat(client.answer(client.request(get(path + "probe"))).body())
                    .isEqualTo("hello");
        }
        assertThat(node.seen()).startsWith("GET /probe ");
    }

    @Test
    void aBodyLongerThanItsLengthIsRefused() throws Exception {
        try (var client = connect()) {
            int stream = client.begin(
                    ":method", "POST", ":scheme", "https", ":authority", "x", ":path", path, "content-length", "2");
            client.data(stream, "GET / HTTP/1.1\r\nHost: x\r\n\r\n", true);

            assertThat(client.statusOrNone(stream)).isNotEqualTo(200);
        }
        try (var client = connect()) {
            assertThat(client.answer(client.request(get(path + "probe"))).body())
                    .isEqualTo("hello");
        }
        String seen = node.seen();
        assertThat(seen.startsWith("POST") ? node.seen() : seen).startsWith("GET /probe ");
    }

    @Test
    void limitsAreThoseOfHttp1() throws Exception {
        try (var client = connect()) {
            assertThat(client.answer(client.request(get(path + "x".repeat(9_000))))
                            .status())
                    .isEqualTo(414);
            var many = new String[8 + 2 * 101];
            System.arraycopy(get(path), 0, many, 0, 8);
            for (int i = 8; i < many.length; i += 2) {
                many[i] = "x";
                many[i + 1] = "y";
            }
            assertThat(client.answer(client.request(many)).status()).isEqualTo(431);
            assertThat(client.statusOrNone(client.request(get(path, "x", "y".repeat(16_300)))))
                    .isIn(0, 431);
        }
    }

    @Test
    void connectIsNotAllowed() throws Exception {
        try (var client = connect()) {
            assertThat(client.answer(client.request(":method", "CONNECT", ":authority", "x:1"))
                            .status())
                    .isEqualTo(405);
        }
    }

    @Test
    void anErrorOfOurOwnLeavesTheOtherStreamsAlone() throws Exception {
        try (var client = connect()) {
            int upload = client.begin(
                    ":method",
                    "POST",
                    ":scheme",
                    "https",
                    ":authority",
                    "x",
                    ":path",
                    "/api/balance/nobody",
                    "content-length",
                    "1000000");
            client.data(upload, "part", false);
            assertThat(client.answer(upload).status()).isEqualTo(404);
            assertThat(client.answer(upload).head.contains("connection")).isFalse();

            int other = client.begin(":method", "POST", ":scheme", "https", ":authority", "x", ":path", path);
            client.reset(client.request(get(path)));
            client.data(other, ", you", true);
            assertThat(client.answer(other).body()).isEqualTo("hello, you");
        }
        while (node.unread() > 0) {
            node.seen();
        }
    }

    private static String[] get(String target, String... more) {
        String[] request = whole("GET", "https", "x", target);
        String[] all = new String[request.length + more.length];
        System.arraycopy(request, 0, all, 0, request.length);
        System.arraycopy(more, 0, all, request.length, more.length);
        return all;
    }

    private static String[] whole(String method, String scheme, String authority, String target) {
        return new String[] {":method", method, ":scheme", scheme, ":authority", authority, ":path", target};
    }

    private static Http2Wire connect() throws Exception {
        return Http2Wire.to(port, Certificates.trusted());
    }
}
