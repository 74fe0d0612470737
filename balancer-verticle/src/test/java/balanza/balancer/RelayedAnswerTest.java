package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What of a node's answer reaches the client. */
class RelayedAnswerTest {
    private static Balancer balancer;

    private final List<RawNode> nodes = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        balancer = Balancer.ready();
    }

    @AfterAll
    static void closeBalancer() {
        balancer.close();
    }

    @AfterEach
    void closeNodes() throws IOException {
        for (var node : nodes) {
            node.close();
        }
    }

    @Test
    void statusMessageHeadersAndBodyAreTheNodesAndNothingIsAdded() throws Exception {
        var answer = get(RawNode.answering(Wire.lines(
                "HTTP/1.1 299 Quite Fine",
                "X-B: 1",
                "Set-Cookie: a=1; Path=/",
                "x-a: 2",
                "Set-Cookie: b=2",
                "Content-Length: 3",
                "Server: odd",
                "X-B: 3",
                "",
                "abc")));

        assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 299 Quite Fine");
        assertThat(answer.lines())
                .containsExactly(
                        "X-B: 1",
                        "Set-Cookie: a=1; Path=/",
                        "x-a: 2",
                        "Set-Cookie: b=2",
                        "Content-Length: 3",
                        "Server: odd",
                        "X-B: 3");
        assertThat(answer.body()).isEqualTo("abc");
    }

    @Test
    void headersOfTheNodesConnectionStayThere() throws Exception {
        var answer = get(RawNode.answering(Wire.lines(
                "HTTP/1.1 200 OK",
                "Connection: X-Hop",
                "X-Hop: 1",
                "Keep-Alive: timeout=9",
                "Proxy-Authenticate: Basic",
                "Trailer: X",
                "Content-Length: 0",
                "",
                "")));

        assertThat(answer.lines()).containsExactly("Content-Length: 0");
    }

    @Test
    void headKeepsTheLengthAndHasNoBody() throws Exception {
        var app = app(RawNode.answering("HTTP/1.1 200 OK\r\nContent-Length: 12345\r\n\r\n"));
        try (var client = balancer.connect()) {
            for (int i = 0; i < 2; i++) {
                client.send("HEAD /api/balance/" + app + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.answerToHead().lines()).containsExactly("Content-Length: 12345");
            }
        }
    }

    @Test
    void headWithoutALengthGetsNone() throws Exception {
        var app = app(RawNode.answering("HTTP/1.1 200 OK\r\nX: 1\r\n\r\n"));
        try (var client = balancer.connect()) {
            client.send("HEAD /api/balance/" + app + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.answerToHead().lines()).containsExactly("X: 1");
        }
    }

    @Test
    void noContentHasNeitherLengthNorEncoding() throws Exception {
        assertThat(get(RawNode.answering("HTTP/1.1 204 No Content\r\nX: 1\r\n\r\n"))
                        .lines())
                .containsExactly("X: 1");
        assertThat(get(RawNode.answering("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"))
                        .lines())
                .isEmpty();
    }

    @Test
    void notModifiedHasNoBodyAndMayTellTheLength() throws Exception {
        assertThat(get(RawNode.answering("HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\nContent-Length: 7\r\n\r\n"))
                        .lines())
                .containsExactly("ETag: \"a\"", "Content-Length: 7");
        assertThat(get(RawNode.answering("HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n"))
                        .lines())
                .containsExactly("ETag: \"a\"");
    }

    @Test
    void aChunkedAnswerStaysChunked() throws Exception {
        var answer = get(
                RawNode.answering(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhell\r\n2;x=y\r\no!\r\n0\r\nX-Trailer: 1\r\n\r\n"));

        assertThat(answer.fields("transfer-encoding")).containsExactly("chunked");
        assertThat(answer.fields("content-length")).isEmpty();
        assertThat(answer.body()).isEqualTo("hello!");
    }

    @Test
    void anAnswerThatEndsWithTheConnectionBecomesChunked() throws Exception {
        var app = app(RawNode.playing((wire, node) -> {
            wire.head();
            wire.send("HTTP/1.1 200 OK\r\n\r\nuntil the end");
        }));
        try (var client = balancer.connect()) {
            for (int i = 0; i < 2; i++) {
                client.send("GET /api/balance/" + app + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.answer().body()).isEqualTo("until the end");
            }
        }
    }

    @Test
    void anOldClientGetsABodyThatEndsWithTheConnection() throws Exception {
        var app =
                app(RawNode.answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"));
        for (var connection : List.of("", "Connection: keep-alive\r\n")) {
            try (var client = balancer.connect()) {
                client.send("GET /api/balance/" + app + "/ HTTP/1.0\r\n" + connection + "\r\n");

                var head = client.head();
                assertThat(head).doesNotContainIgnoringCase("transfer-encoding").doesNotContain("keep-alive");
                assertThat(client.rest()).isEqualTo("hello");
            }
        }
    }

    @Test
    void anOldClientMayKeepItsConnection() throws Exception {
        var app = app(RawNode.saying("hello"));
        try (var client = balancer.connect()) {
            for (int i = 0; i < 2; i++) {
                client.send("GET /api/balance/" + app + "/ HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
                var answer = client.answer();
                assertThat(answer.fields("connection")).containsExactly("keep-alive");
                assertThat(answer.body()).isEqualTo("hello");
            }
        }
    }

    @Test
    void aCutAnswerLooksCut() throws Exception {
        try (var client = balancer.connect()) {
            client.send(to(cutAfter("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")));
            client.head();
            assertThat(client.rest()).isEqualTo("half");
        }
        try (var client = balancer.connect()) {
            client.send(to(cutAfter("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n")));
            client.head();
            assertThatThrownBy(client::chunks).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void eventsArriveAsTheNodeSendsThem() throws Exception {
        try (var client = balancer.connect()) {
            client.send(to(RawNode.playing((wire, node) -> {
                wire.head();
                wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
                node.seen(); // Until the client has the first one.
                wire.send("data: 2\n\n");
            })));
            client.head();
            assertThat(client.text(14)).isEqualTo("9\r\ndata: 1\n\n\r\n");
            nodes.get(0).note("got it");
            assertThat(client.text(14)).isEqualTo("9\r\ndata: 2\n\n\r\n");
        }
    }

    @Test
    void anOddAnswerDoesNotLeakIntoOurError() throws Exception {
        for (var odd : List.of("X: a\u0001b", "X@Y: 1", "X: \u00e9")) {
            var answer = get(RawNode.playing((wire, node) -> {
                wire.head();
                wire.send("HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nContent-Length: 3\r\n" + odd + "\r\n\r\nabc");
            }));
            if (answer.status() != 200) {
                assertThat(answer.error()).startsWith("412/04");
                assertThat(answer.fields("set-cookie")).isEmpty();
            }
        }
    }

    private Answer get(RawNode node) throws IOException {
        return balancer.ask(to(node));
    }

    private String to(RawNode node) throws IOException {
        return "GET /api/balance/" + app(node) + "/ HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    private String app(RawNode node) throws IOException {
        nodes.add(node);
        return balancer.app(node.endpoint());
    }

    private static RawNode cutAfter(String part) throws IOException {
        return RawNode.playing((wire, node) -> {
            wire.head();
            wire.send(part);
        });
    }
}
