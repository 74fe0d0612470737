package balanza.balancer;

import static balanza.balancer.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.io.IOException;
import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients see of a balancer that ends. */
class DrainTest {
    private static final String LIVE = "GET /api/health/live HTTP/1.1\r\nHost: x\r\n\r\n";

    private final CountDownLatch answer = new CountDownLatch(1);
    private int tlsPort;
    private Balancer balancer;
    private RawNode node;
    private String path;

    @BeforeEach
    void start() throws IOException {
        tlsPort = RawNode.freePort();
        balancer = Balancer.ready(Map.of(
                "DRAIN_GRACE_SECONDS", "1",
                "DRAIN_SECONDS", "20",
                "TLS_PORT", Integer.toString(tlsPort),
                "TLS_CERT_FILE", Certificates.ONE.certificate().toString(),
                "TLS_KEY_FILE", Certificates.ONE.key().toString()));
        node = RawNode.playing((wire, heads) -> {
            heads.note(wire.head());
            if (answer.await(10, TimeUnit.SECONDS)) {
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
                wire.head();
            }
        });
        path = "/api/balance/" + balancer.app(node.endpoint()) + "/";
    }

    @AfterEach
    void close() throws IOException {
        balancer.close();
        node.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1\r\nHost: x", "HTTP/1.0\r\nConnection: keep-alive"})
    void aRequestUnderWayIsFinishedAndNewConnectionsAreRefused(String version) throws Exception {
        try (var busy = balancer.connect()) {
            busy.send("GET " + path + " " + version + "\r\n\r\n");
            node.seen();

            Future<?> drained = balancer.drain();
            assertThat(balancer.get("/api/health/live").status()).isEqualTo(200); // In the time of grace.
            awaitRefused();
            assertThat(drained.isComplete()).isFalse();
            answer.countDown();

            var finished = busy.answer();
            assertThat(finished.body()).isEqualTo("hello");
            assertThat(finished.fields("connection")).containsExactly("close");
            assertThat(busy.rest()).isEmpty();
            soon(drained);
        }
    }

    @Test
    void connectionsThatAreNotUsedAreClosed() throws Exception {
        try (var idle = balancer.connect();
                var fresh = balancer.connect()) {
            assertThat(idle.send(LIVE).answer().status()).isEqualTo(200);

            soon(balancer.drain());

            assertThat(idle.rest()).isEmpty();
            assertThat(fresh.rest()).isEmpty();
        }
    }

    @Test
    void whoeverAsksAllTheTimeIsToldAndNeverCutOff() throws Exception {
        try (var client = balancer.connect()) {
            assertThat(client.send(LIVE).answer().fields("connection")).isEmpty();
            var drained = balancer.drain();

            var last = client.send(LIVE).answer();
            while (last.fields("connection").isEmpty()) {
                last = client.send(LIVE).answer();
            }

            assertThat(last.status()).isEqualTo(200);
            assertThat(last.fields("connection")).containsExactly("close");
            assertThat(client.rest()).isEmpty();
            soon(drained);
        }
    }

    @Test
    void onHttp2TheClientIsToldAndItsStreamsAreFinished() throws Exception {
        try (var client = Http2Wire.to(tlsPort, Certificates.trusted());
                var idle = Http2Wire.to(tlsPort, Certificates.trusted())) {
            int stream = client.request(Http2Fields.get(path));
            node.seen();

            var drained = balancer.drain();
            assertThat(client.goneAwayAfter()).isGreaterThanOrEqualTo(stream);
            idle.awaitClosed();
            assertThat(drained.isComplete()).isFalse();
            answer.countDown();

            assertThat(client.answer(stream).body()).isEqualTo("hello");
            client.awaitClosed();
            soon(drained);
        }
    }

    @Test
    void whatTakesTooLongIsClosedAllTheSame() throws Exception {
        try (var hasty = Balancer.ready(Map.of("DRAIN_GRACE_SECONDS", "0", "DRAIN_SECONDS", "1"));
                var busy = hasty.connect()) {
            busy.send("GET /api/balance/" + hasty.app(node.endpoint()) + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
            node.seen();

            soon(hasty.drain());

            assertThat(busy.rest()).isEmpty();
        }
    }

    private void awaitRefused() {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        assertThatThrownBy(() -> {
                    while (System.nanoTime() < deadline) {
                        balancer.connect().close();
                    }
                })
                .isInstanceOf(SocketException.class); // Refused, or reset in the moment in which the port is closed.
    }
}
