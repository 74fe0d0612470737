package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Rule 17: kept connections are used most recently used first, and not when they may be closing at the node's end. */
class KeptConnectionsTest {
    private static final int AT_ONCE = 8;

    private final AtomicInteger connections = new AtomicInteger();

    @Test
    void theOneUsedLastIsUsedNext() throws Exception {
        var all = new CountDownLatch(AT_ONCE);
        try (var balancer = Balancer.ready();
                var node = RawNode.playing((wire, self) -> {
                    var number = Integer.toString(connections.incrementAndGet());
                    for (; ; ) {
                        if (wire.head().startsWith("GET /together ")) {
                            all.countDown();
                            all.await(10, TimeUnit.SECONDS);
                        }
                        wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + number.length() + "\r\n\r\n" + number);
                    }
                })) {
            var app = balancer.app(node.endpoint());
            var clients = new Wire[AT_ONCE];
            for (int i = 0; i < AT_ONCE; i++) {
                clients[i] = balancer.connect();
                clients[i].send("GET /api/balance/" + app + "/together HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            for (var client : clients) {
                client.answer();
            }
            assertThat(connections.get()).isEqualTo(AT_ONCE);

            // One client stays on one event loop, which has its own connections: of those it always takes the last one.
            var used = new HashSet<String>();
            for (int i = 0; i < 10; i++) {
                clients[0].send("GET /api/balance/" + app + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
                used.add(clients[0].answer().body());
            }
            assertThat(used).hasSize(1);
            for (var client : clients) {
                client.close();
            }
        }
    }

    @Test
    void oneThatHasBeenIdleForLongIsClosed() throws Exception {
        var closed = new CountDownLatch(1);
        try (var balancer = Balancer.ready(Map.of("NODE_KEEP_ALIVE_SECONDS", "1"));
                var node = RawNode.playing((wire, self) -> {
                    wire.head();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                    assertThat(wire.rest()).isEmpty();
                    closed.countDown();
                })) {
            balancer.get("/api/balance/" + balancer.app(node.endpoint()) + "/");

            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
