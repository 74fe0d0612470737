package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long an HTTP/2 connection may be there for nothing. */
class Http2ConnectionTest {
    private int port;
    private Balancer balancer;

    @BeforeEach
    void start() throws IOException {
        port = RawNode.freePort();
        balancer = Balancer.ready(Map.of(
                "KEEP_ALIVE_SECONDS", "2",
                "HEADERS_TIMEOUT_SECONDS", "1",
                "TLS_PORT", Integer.toString(port),
                "TLS_CERT_FILE", Certificates.ONE.certificate().toString(),
                "TLS_KEY_FILE", Certificates.ONE.key().toString()));
    }

    @AfterEach
    void close() {
        balancer.close();
    }

    @Test
    void withoutRequestsItIsClosed() throws Exception {
        try (var client = Http2Wire.to(port, Certificates.trusted())) {
            assertThat(client.answer(client.request(Http2Fields.get("/api/health/live")))
                            .status())
                    .isEqualTo(200);
            client.goneAwayAfter();
            client.awaitClosed();
        }
    }

    @Test
    void withARequestUnderWayItIsNot() throws Exception {
        try (var node = RawNode.playing((wire, heads) -> {
            heads.note(wire.head());
            wire.socket().setSoTimeout(4_000); // Longer than a connection may be without a request.
            wire.head();
        })) {
            String path = "/api/balance/" + balancer.app(node.endpoint()) + "/";
            try (var client = Http2Wire.to(port, Certificates.trusted())) {
                int slow = client.request(Http2Fields.get(path));
                var begun = System.nanoTime();
                while (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(3)) {
                    client.ping();
                }
                assertThat(client.answer(client.request(Http2Fields.get("/api/health/live")))
                                .status())
                        .isEqualTo(200);
                assertThat(client.statusOrNone(slow)).isNotZero();
            }
        }
    }

    @Test
    void onWhichNothingIsSaidItIsClosed() throws Exception {
        try (var silent = (SSLSocket) Certificates.trusted().getSocketFactory().createSocket("127.0.0.1", port)) {
            silent.setSoTimeout(10_000);
            SSLParameters parameters = silent.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            silent.setSSLParameters(parameters);
            silent.startHandshake();
            assertThat(silent.getApplicationProtocol()).isEqualTo("h2");

            while (silent.getInputStream().read() >= 0) {
                // What the balancer says of itself.
            }
        }
    }

    @Test
    void onWhichThereIsNotEvenAHandshakeItIsClosed() throws Exception {
        try (var silent = Wire.to(port)) {
            assertThat(silent.rest()).isEmpty();
        }
    }
}
