package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.Outcome;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rule 16: an upgrade that the node agrees to becomes a tunnel; one that it does not is an answer like any other. */
class TunnelTest {
    private static final String SWITCHING =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX-Node: 1\r\n\r\n";

    private Balancer balancer;

    @BeforeEach
    void start() throws Exception {
        balancer = Balancer.ready();
    }

    @AfterEach
    void stop() {
        balancer.close();
    }

    @Test
    void bytesPassBothWaysUntilTheClientCloses() throws Exception {
        var nodeSawTheEnd = new CountDownLatch(1);
        try (var node = RawNode.playing((wire, self) -> {
            self.note(wire.head());
            wire.send(SWITCHING + "first");
            wire.send("<" + wire.text(4) + ">");
            assertThat(wire.rest()).isEmpty();
            nodeSawTheEnd.countDown();
        })) {
            var app = balancer.app(node.endpoint());
            try (var client = balancer.connect()) {
                client.send(upgrade(app) + "ping");

                assertThat(client.head())
                        .startsWith("HTTP/1.1 101 Switching Protocols\r\n")
                        .containsIgnoringCase("\r\nX-Node: 1\r\n")
                        .containsIgnoringCase("\r\nUpgrade: websocket\r\n")
                        .containsIgnoringCase("\r\nConnection: Upgrade\r\n");
                assertThat(client.text(11)).isEqualTo("first<ping>");
            }
            assertThat(node.seen())
                    .startsWith("GET /chat HTTP/1.1\r\n")
                    .containsIgnoringCase("\r\nConnection: Upgrade\r\n")
                    .containsIgnoringCase("\r\nUpgrade: websocket\r\n")
                    .contains("\r\nSec-WebSocket-Key: k\r\n");
            assertThat(nodeSawTheEnd.await(10, TimeUnit.SECONDS)).isTrue();
        }
        var record = balancer.logged();
        assertThat(record.responseCode()).isEqualTo(101);
        assertThat(record.bytes()).isEqualTo(11);
        assertThat(record.reason()).isNull();
    }

    @Test
    void theNodesEndIsTheClientsEnd() throws Exception {
        try (var node = RawNode.playing((wire, self) -> {
            wire.head();
            wire.send(SWITCHING + "bye");
        })) {
            var app = balancer.app(node.endpoint());
            try (var client = balancer.connect()) {
                client.send(upgrade(app));
                client.head();

                assertThat(client.rest()).isEqualTo("bye");
            }
        }
    }

    @Test
    void aNodeThatDoesNotAgreeIsRelayedAndTheNextRequestFollows() throws Exception {
        try (var node = RawNode.saying("no")) {
            var app = balancer.app(node.endpoint());
            try (var client = balancer.connect()) {
                client.send(upgrade(app) + "GET /api/balance/" + app + "/next HTTP/1.1\r\nHost: x\r\n\r\n");

                assertThat(client.answer().body()).isEqualTo("no");
                assertThat(client.answer().body()).isEqualTo("no");
            }
            assertThat(node.seen()).startsWith("GET /chat ");
            assertThat(node.seen()).startsWith("GET /next ");
        }
    }

    @Test
    void anAgreementNobodyAskedForIsAFailedAttempt() throws Exception {
        try (var node = RawNode.answering(SWITCHING)) {
            var app = balancer.app(node.endpoint());

            assertThat(balancer.get("/api/balance/" + app + "/").error()).startsWith("412/04");
            assertThat(balancer.logged().reason()).isEqualTo(Outcome.MALFORMED);
        }
    }

    @Test
    void otherProtocolsAreNotAskedFor() throws Exception {
        try (var node = RawNode.saying("plain")) {
            var app = balancer.app(node.endpoint());

            var answer = balancer.ask("GET /api/balance/" + app
                    + "/ HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                    + "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n");

            assertThat(answer.body()).isEqualTo("plain");
            assertThat(node.seen()).doesNotContainIgnoringCase("upgrade").doesNotContainIgnoringCase("http2-settings");
        }
    }

    private static String upgrade(String app) {
        return "GET /api/balance/" + app + "/chat HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\n"
                + "Upgrade: websocket\r\nSec-WebSocket-Key: k\r\nSec-WebSocket-Version: 13\r\n\r\n";
    }
}
