package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many connections clients may have. */
class ConnectionBoundTest {
    private static final int MOST = 5;
    private static final String LIVE = "GET /api/health/live HTTP/1.1\r\nHost: x\r\n\r\n";

    private final List<Wire> clients = new ArrayList<>();
    private Balancer balancer;

    @BeforeEach
    void start() throws IOException {
        balancer = Balancer.ready(Map.of("CONNECTIONS_MAX", Integer.toString(MOST)));
    }

    @AfterEach
    void close() throws IOException {
        for (var client : clients) {
            client.close();
        }
        balancer.close();
    }

    @Test
    void oneTooManyIsClosedAtOnce() throws Exception {
        fill();

        try (var further = balancer.connect()) {
            assertThat(further.rest()).isEmpty();
        }
        for (var client : clients) {
            assertThat(client.send(LIVE).answer().status()).isEqualTo(200);
        }
    }

    /** Its bytes may be there before it is closed. */
    @Test
    void aRequestOnOneTooManyReachesNobody() throws Exception {
        try (var node = RawNode.saying("hello")) {
            var request = "GET /api/balance/" + balancer.app(node.endpoint()) + "/ HTTP/1.1\r\nHost: x\r\n\r\n";
            fill();
            for (int i = 0; i < 50; i++) {
                try (var further = balancer.connect()) {
                    assertThat(answered(further, request)).isEmpty();
                }
            }
            assertThat(node.connections()).isZero();
            assertThat(clients.get(0).send(request).answer().body()).isEqualTo("hello");
        }
    }

    @Test
    void aPlaceThatIsGivenUpIsTakenAgain() throws Exception {
        for (int round = 0; round < 3; round++) {
            fill();
            clients.remove(0).close();
        }
        fill();
        assertThat(clients).hasSize(MOST);
    }

    @Test
    void aWebSocketGivesItsPlaceUp() throws Exception {
        try (var node = RawNode.playing((wire, self) -> {
            wire.head();
            wire.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
            wire.rest();
        })) {
            var app = balancer.app(node.endpoint());
            for (int i = 0; i < MOST; i++) {
                try (var client = balancer.connect()) {
                    client.send("GET /api/balance/" + app
                            + "/ HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
                    assertThat(client.head()).startsWith("HTTP/1.1 101 ");
                }
            }
            fill();
        }
    }

    private static String answered(Wire client, String request) {
        try {
            return client.send(request).rest();
        } catch (IOException closed) {
            return "";
        }
    }

    /** A connection that was just closed may still count for a moment. */
    private void fill() throws IOException {
        var deadline = System.nanoTime() + 10_000_000_000L;
        while (clients.size() < MOST) {
            assertThat(System.nanoTime()).as("connections are taken in time").isLessThan(deadline);
            var client = balancer.connect();
            if (answers(client)) {
                clients.add(client);
            } else {
                client.close();
            }
        }
    }

    private static boolean answers(Wire client) {
        try {
            return client.send(LIVE).answer().status() == 200;
        } catch (IOException closed) {
            return false;
        }
    }
}
