package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client that has asked for all it wants and ends its side of the connection, as {@code nc} does, still gets its answers;
 * one that only seems to have done so, and is gone, is found out soon.
 */
class HalfClosedClientTest {
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private final List<RawNode> nodes = new ArrayList<>();
    private Balancer balancer;

    @AfterEach
    void close() throws IOException {
        balancer.close();
        for (var node : nodes) {
            node.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void getsEachAnswerWhateverItAskedFor(String lane) throws Exception {
        var app = app(lane, (wire, node) -> {
            for (; ; ) {
                var head = wire.head();
                if (head.contains("ontent-Length: 5\r\n")) {
                    wire.text(5);
                } else if (head.contains("ransfer-")) {
                    wire.chunks();
                }
                wire.send(HELLO);
            }
        });
        var get = head("GET", app);
        for (var request : List.of(
                get,
                head("POST", app, "Content-Length: 5") + "12345",
                head("POST", app, "Transfer-Encoding: chunked") + "5\r\n12345\r\n0\r\n\r\n",
                head("GET", app, "Connection: close"),
                get.replace("HTTP/1.1", "HTTP/1.0"),
                head("GET", app, "Upgrade: x", "Connection: Upgrade"))) {
            assertThat(rest(request))
                    .startsWith("HTTP/1.")
                    .contains(" 200 OK\r\n")
                    .endsWith("\r\n\r\nhello");
        }
        assertThat(rest(get + get + head("POST", app, "Content-Length: 5") + "12345" + get))
                .containsPattern("(?s)(HTTP/1.1 200 OK\r\n.*?hello){4}");
        assertThat(rest(get + "GET / HT")).endsWith("\r\n\r\nhello");
        assertThat(rest(get + "GET / HTTP/1.1\r\n\r\n")).contains("hello").contains("HTTP/1.1 400 ");
        assertThat(rest("GET /api/health/live HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 200 OK\r\n");
        assertThat(rest("GET /api/nothing HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 404 ");
        assertThat(rest("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void getsALongAnswerToItsEnd(String lane) throws Exception {
        var app = app(lane, (wire, node) -> {
            wire.head();
            wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 15; i++) {
                pass(100);
                wire.send("5\r\nhello\r\n");
            }
            wire.send("0\r\n\r\n");
        });
        try (var client = balancer.connect()) {
            client.send(head("GET", app)).endOutput();
            assertThat(client.answer().body()).isEqualTo("hello".repeat(15));
            assertThat(client.rest()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void mayTakeItsTimeToRead(String lane) throws Exception {
        var size = 16 * 1024 * 1024;
        var app = app(lane, (wire, node) -> {
            wire.head();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
            wire.send(new byte[size]);
        });
        try (var client = balancer.connect()) {
            client.send(head("GET", app)).endOutput();
            client.head();
            pass(1_500);
            assertThat(client.text(size)).hasSize(size);
            assertThat(client.rest()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void isTakenForGoneWhenNothingComesOfItsRequest(String lane) throws Exception {
        var app = app(lane, (wire, node) -> {
            node.note(wire.head());
            wire.rest();
            node.note("closed");
        });
        try (var client = balancer.connect()) {
            client.send(head("GET", app)).endOutput();
            nodes.get(0).seen();
            var gone = System.nanoTime();
            assertThat(nodes.get(0).seen()).isEqualTo("closed");
            assertThat(System.nanoTime() - gone).isLessThan(TimeUnit.SECONDS.toNanos(1));
            assertThat(client.rest()).isEmpty();
        }
        assertThat(balancer.logged().reason()).isEqualTo(Outcome.CLIENT_GONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void isGoneIfItsRequestIsNotWhole(String lane) throws Exception {
        var app = app(lane, (wire, node) -> {
            node.note(wire.head());
            wire.rest();
            node.note("closed");
        });
        for (var body :
                List.of("Content-Length: 9\r\n\r\npart", "Transfer-Encoding: chunked\r\n\r\n4\r\npart\r\n0\r\n")) {
            try (var client = balancer.connect()) {
                client.send(head("POST", app).strip() + "\r\n" + body);
                nodes.get(0).seen();
                client.endOutput();
                assertThat(client.rest()).isEmpty();
                assertThat(nodes.get(0).seen()).isEqualTo("closed");
            }
        }
    }

    /** In all for longer than a silent client is waited for. */
    private static void pass(long millis) throws InterruptedException {
        assertThat(new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)).isFalse();
    }

    private String rest(String request) throws IOException {
        try (var client = balancer.connect()) {
            client.send(request).endOutput();
            return client.rest();
        }
    }

    private String app(String lane, RawNode.Script script) throws IOException {
        balancer = Balancer.ready(Map.of("FAST_LANE", lane));
        nodes.add(RawNode.playing(script));
        return balancer.app(nodes.get(0).endpoint());
    }

    private static String head(String method, String app, String... fields) {
        return method + " /api/balance/" + app + "/ HTTP/1.1\r\nHost: x\r\n" + String.join("\r\n", fields)
                + (fields.length == 0 ? "\r\n" : "\r\n\r\n");
    }
}
