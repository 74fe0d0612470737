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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests over HTTP/2 that must not reach a node, and that the next one is not harmed. */
class Http2RefusedTest {
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
        node = RawNode.saying("hello");
        path = "/api/balance/" + balancer.app(node.endpoint()) + "/";
    }

    @AfterAll
    static void close() throws IOException {
        balancer.close();
        node.close();
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
                Arguments.of("request in the method", request("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET", path)),
                Arguments.of("space in the method", request("GET /", path)),
                Arguments.of("empty method", request("", path)),
                Arguments.of(
                        "malformed authority",
                        new String[] {":method", "GET", ":scheme", "https", ":authority", "x y", ":path", path}),
                Arguments.of("two authorities", on("a,b", "https")),
                Arguments.of("an authority without a host", on(":80", "https")),
                Arguments.of("another scheme", on("x", "ftp")),
                Arguments.of("a target for a scheme", on("x", "https://x/")),
                Arguments.of("an expectation that nobody knows", get(path, "expect", "x")),
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
            int stream = client.begin(request("POST", path, "content-length", "2"));
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

    private static String[] on(String authority, String scheme) {
        return new String[] {":method", "GET", ":scheme", scheme, ":authority", authority, ":path", path};
    }

    private static Http2Wire connect() throws Exception {
        return Http2Wire.to(port, Certificates.trusted());
    }
}
