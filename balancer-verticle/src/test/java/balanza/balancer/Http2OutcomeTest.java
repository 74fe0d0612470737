package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.Outcome;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is recorded of requests over HTTP/2, where every stream is closed in the end, be it well or not. */
class Http2OutcomeTest {
    private final CountDownLatch gone = new CountDownLatch(1);
    private int port;
    private Balancer balancer;
    private RawNode node;
    private String path;

    @BeforeEach
    void start() throws IOException {
        port = RawNode.freePort();
        balancer = Balancer.ready(Map.of(
                "TLS_PORT", Integer.toString(port),
                "TLS_CERT_FILE", Certificates.ONE.certificate().toString(),
                "TLS_KEY_FILE", Certificates.ONE.key().toString()));
        node = RawNode.playing((wire, heads) -> {
            for (; ; ) {
                var head = heads.note(wire.head());
                if (head.contains("/silent")) {
                    assertThat(wire.rest()).isEmpty();
                    gone.countDown();
                    return;
                }
                wire.send(
                        head.contains("/empty")
                                ? "HTTP/1.1 204 No Content\r\n\r\n"
                                : "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            }
        });
        path = "/api/balance/" + balancer.app(node.endpoint()) + "/";
    }

    @AfterEach
    void close() throws IOException {
        balancer.close();
        node.close();
    }

    @Test
    void wholeAnswersAreRecordedAsWhole() throws Exception {
        try (var client = connect()) {
            for (var target : new String[] {"body", "empty", "body", "body"}) {
                client.answer(client.request(get("GET", path + target)));
            }
            client.answer(client.request(get("HEAD", path + "head")));
        }
        for (int i = 0; i < 4; i++) {
            var record = balancer.logged();
            assertThat(record.reason()).as(record.path()).isNull();
            assertThat(record.bytes()).isEqualTo(record.path().equals("body") ? 5 : 0);
        }
        assertThat(balancer.logged().reason()).isNull();
    }

    @Test
    void aClientThatResetsItsStreamIsGoneAndTheNodeIsLeftInPeace() throws Exception {
        try (var client = connect()) {
            int stream = client.request(get("GET", path + "silent"));
            node.seen();
            client.reset(stream);

            assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(balancer.logged().reason()).isEqualTo(Outcome.CLIENT_GONE);
            assertThat(client.answer(client.request(get("GET", path + "body"))).body())
                    .isEqualTo("hello");
        }
    }

    private Http2Wire connect() throws Exception {
        return Http2Wire.to(port, Certificates.trusted());
    }

    private static String[] get(String method, String target) {
        return new String[] {":method", method, ":scheme", "https", ":authority", "x", ":path", target};
    }
}
