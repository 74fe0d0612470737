package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that go away, or make no sense any more, half way. */
class ClientGoneTest {
    private static final int MIB = 1024 * 1024;

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
    void aClientThatGoesAwayEndsTheNodesConnectionWithinASecond() throws Exception {
        var app = app((wire, node) -> {
            node.note(wire.head());
            wire.rest();
            node.note("closed");
        });
        for (var request : List.of(head("GET", app), head("POST", app, "Content-Length: 9") + "part")) {
            try (var client = balancer.connect()) {
                client.send(request);
                nodes.get(0).seen();
            }
            var gone = System.nanoTime();
            assertThat(nodes.get(0).seen()).isEqualTo("closed");
            assertThat(System.nanoTime() - gone).isLessThan(TimeUnit.SECONDS.toNanos(1));
        }
    }

    @Test
    void aClientThatGoesAwayDuringAnAnswerEndsTheNodesConnection() throws Exception {
        var app = app((wire, node) -> {
            node.note(wire.head());
            wire.send("HTTP/1.1 200 OK\r\n\r\n");
            try {
                for (; ; ) {
                    wire.send(new byte[MIB]); // Until nobody takes it any more.
                }
            } catch (IOException e) {
                node.note("closed");
            }
        });
        try (var client = balancer.connect()) {
            client.send(head("GET", app));
            client.head();
            nodes.get(0).seen();
        }
        assertThat(nodes.get(0).seen()).isEqualTo("closed");
        assertThat(balancer.logged().reason()).isEqualTo(Outcome.CLIENT_GONE);
    }

    @Test
    void aBodyThatBreaksItsOwnFramingEndsBothConnections() throws Exception {
        var app = app((wire, node) -> {
            node.note(wire.head());
            wire.rest();
            node.note("closed");
        });
        try (var client = balancer.connect()) {
            client.send(head("POST", app, "Transfer-Encoding: chunked") + "5\r\nhello\r\n");
            nodes.get(0).seen();
            client.send("no number\r\n");
            client.rest();
        }
        assertThat(nodes.get(0).seen()).isEqualTo("closed");
    }

    private String app(RawNode.Script script) throws IOException {
        nodes.add(RawNode.playing(script));
        return balancer.app(nodes.get(nodes.size() - 1).endpoint());
    }

    private static String head(String method, String app, String... fields) {
        return method + " /api/balance/" + app + "/ HTTP/1.1\r\nHost: x\r\n" + String.join("\r\n", fields)
                + (fields.length == 0 ? "\r\n" : "\r\n\r\n");
    }
}
