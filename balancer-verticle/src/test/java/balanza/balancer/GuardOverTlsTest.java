package balanza.balancer;

import static balanza.balancer.GuardedServer.guard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import balanza.balancer.http.FrontDoor;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The guard behind TLS: it judges what was inside, and an end that is none does not look like one. */
class GuardOverTlsTest {
    private static GuardedServer server;

    @BeforeAll
    static void start() {
        var certificate = SelfSignedCertificate.create("localhost");
        server = GuardedServer.handling(
                FrontDoor.options().setSsl(true).setKeyCertOptions(certificate.keyCertOptions()),
                GuardOverTlsTest::answer);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void passesGoodRequests() throws Exception {
        try (var client = connect()) {
            client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n".repeat(3));
            for (int i = 0; i < 3; i++) {
                assertThat(client.answer().body()).isEqualTo("/a");
            }
        }
    }

    @Test
    void refusesOthersAndEndsOrderly() throws Exception {
        try (var client = connect()) {
            client.send("GET /a HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n" + "z".repeat(100_000));
            assertThat(client.answer().error()).startsWith("400/01 Host: repeated");
            assertThat(client.socket().getInputStream().read()).isNegative();
        }
    }

    @Test
    void breaksWithoutAnOrderlyEnd() throws Exception {
        try (var client = connect()) {
            client.send("GET /break HTTP/1.1\r\nHost: x\r\n\r\n").head();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> client.socket().getInputStream().readAllBytes());
        }
    }

    private static void answer(HttpServerRequest request) {
        if (request.uri().equals("/break")) {
            request.response().setChunked(true).write("part").onSuccess(sent -> guard(request)
                    .reset());
        } else {
            request.response().end(request.uri());
        }
    }

    private static Wire connect() throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, null);
        return new Wire(context.getSocketFactory().createSocket("127.0.0.1", server.port()));
    }

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
