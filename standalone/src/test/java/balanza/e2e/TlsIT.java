package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Nodes;
import balanza.e2e.site.Poll;
import balanza.e2e.site.SecureSite;
import balanza.e2e.site.ServingNode;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import balanza.e2e.site.Trust;
import io.vertx.core.MultiMap;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients over TLS, in HTTP/2 and in HTTP/1.1. */
class TlsIT {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int AT_ONCE = 20;

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final SecureSite site = SecureSite.open();
    private final Tenant tenant = site.tenant();
    private final HttpClient https =
            HttpClient.newBuilder().sslContext(site.trust()).build();

    @Test
    void clientsSpeakHttp2AndNodesHttp1() throws Exception {
        TestNode node = nodes.saying("hello");
        String app = tenant.newApp(node.port());

        HttpResponse<String> answer = https.send(
                request("/api/balance/" + app + "/a%2Fb?x=1")
                        .header("Authorization", "JWT " + tenant.token())
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("hello");
        assertThat(node.onlySeen().line()).isEqualTo("GET /a%2Fb?x=1");
        MultiMap told = node.onlySeen().headers();
        assertThat(told.get("Host")).isEqualTo("127.0.0.1:" + node.port());
        assertThat(told.get("X-Forwarded-Proto")).isEqualTo("https");
        assertThat(told.get("X-Forwarded-Port")).isEqualTo(Integer.toString(site.port()));
        assertThat(told.get("X-Forwarded-Host")).isEqualTo("localhost:" + site.port());
        assertThat(told.contains("Authorization")).isFalse();
    }

    @Test
    void manyBodiesAtOnceComeBackOverOneConnection() throws Exception {
        ServingNode echo =
                nodes.serving(request -> request.pipeTo(request.response().setChunked(true)));
        URI uri = site.uri("/api/balance/" + tenant.newApp(echo.port()) + "/echo");
        byte[] body = new byte[100_000];
        new Random(9113).nextBytes(body);

        List<CompletableFuture<HttpResponse<byte[]>>> answers = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> https.sendAsync(
                        HttpRequest.newBuilder(uri)
                                .POST(BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofByteArray()))
                .toList();

        for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
            assertThat(answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS).version())
                    .isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.join().statusCode())
                    .as("%s", answer.join().headers())
                    .isEqualTo(200);
            assertThat(answer.join().body()).isEqualTo(body);
        }
    }

    @Test
    void controlCallsAndFailuresAreTheSameInBothVersions() throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpRequest mine = request("/api/apps")
                    .version(version)
                    .header("Authorization", "Bearer " + tenant.token())
                    .build();
            HttpRequest nobodys =
                    request("/api/balance/nobodys").version(version).build();

            HttpResponse<String> apps = https.send(mine, BodyHandlers.ofString());
            HttpResponse<String> failure = https.send(nobodys, BodyHandlers.ofString());

            assertThat(apps.version()).isEqualTo(version);
            assertThat(apps.statusCode()).isEqualTo(200);
            assertThat(new JsonObject(failure.body()).getString("status_code")).isEqualTo("404");
            assertThat(new JsonObject(failure.body()).getString("error")).isEqualTo("02");
        }
    }

    @Test
    void webSocketsPassOverTls() throws Exception {
        ServingNode echo = nodes.webSocket(socket -> socket.textMessageHandler(socket::writeTextMessage));
        PemTrustOptions trusted = new PemTrustOptions();
        site.certificateFiles().forEach(file -> trusted.addCertPath(file.toString()));
        WebSocketClient webSockets = Nodes.vertx()
                .createWebSocketClient(new WebSocketClientOptions().setSsl(true).setTrustOptions(trusted));
        WebSocket socket = webSockets
                .connect(new WebSocketConnectOptions()
                        .setSsl(true)
                        .setHost("localhost")
                        .setPort(site.port())
                        .setURI("/api/balance/" + tenant.newApp(echo.port())))
                .await(LIMIT.toSeconds(), TimeUnit.SECONDS);
        CompletableFuture<String> back = new CompletableFuture<>();
        socket.textMessageHandler(back::complete);

        socket.writeTextMessage("through");

        assertThat(back.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo("through");
        webSockets.close().await(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aCertificateIsRenewedWithoutARestartAndWithoutCuttingAnybody() throws Exception {
        String app = tenant.newApp(nodes.saying("hello").port());
        try (SSLSocket before = connect()) {
            assertThat(shown(before)).isEqualTo(certificate(site.first()));

            site.show(site.second());

            Poll.until(LIMIT, () -> {
                try (SSLSocket after = connect()) {
                    assertThat(shown(after)).isEqualTo(certificate(site.second()));
                }
            });
            before.getOutputStream()
                    .write(("GET /api/balance/" + app + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(before.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("hello");
        } finally {
            site.show(site.first());
        }
    }

    /** Anybody may do so at any time; who runs a balancer is not to be woken up for it. */
    @Test
    void whoAgreesOnHttp2AndSpeaksSomethingElseIsNoErrorInTheLog() throws Exception {
        for (String bytes :
                List.of("GET / HTTP/1.1\r\nHost: a\r\n\r\n", "\0\1\2\3", "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n")) {
            try (SSLSocket stranger = connect("h2")) {
                assertThat(stranger.getApplicationProtocol()).isEqualTo("h2");
                stranger.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
                stranger.getInputStream().readAllBytes();
            } catch (IOException broken) {
                // In whichever way it ends.
            }
        }
        https.send(request("/api/health/live").build(), BodyHandlers.discarding());

        // The store's port may have been a node's, for which another site's monitor still asks there.
        assertThat(site.output().lines().filter(line -> line.contains(" ERROR ")))
                .allMatch(line -> line.contains(" MongoExceptionHandler "));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(site.uri(path)).timeout(LIMIT);
    }

    private SSLSocket connect(String... protocols) throws IOException {
        SSLSocket socket = (SSLSocket) site.trust().getSocketFactory().createSocket("localhost", site.port());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
        socket.setSoTimeout((int) LIMIT.toMillis());
        socket.startHandshake();
        return socket;
    }

    private static Certificate shown(SSLSocket socket) throws IOException {
        return socket.getSession().getPeerCertificates()[0];
    }

    private static Certificate certificate(SelfSignedCertificate of) {
        return Trust.read(Path.of(of.certificatePath()));
    }
}
