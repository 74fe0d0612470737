package balanza.e2e;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Nodes;
import balanza.e2e.site.OneJvm;
import balanza.e2e.site.Poll;
import balanza.e2e.site.Ports;
import balanza.e2e.site.Repository;
import balanza.e2e.site.ServingNode;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import balanza.e2e.site.Trust;
import balanza.e2e.site.Unique;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients over TLS, in HTTP/2 and HTTP/1.1; nodes over TLS; and proxies in front that are trusted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsIT {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int AT_ONCE = 20;

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final SelfSignedCertificate own = SelfSignedCertificate.create("localhost");
    private final SelfSignedCertificate renewed = SelfSignedCertificate.create("localhost");
    private final SelfSignedCertificate ofNodes = SelfSignedCertificate.create("localhost");
    private final SelfSignedCertificate ofStrangers = SelfSignedCertificate.create("localhost");
    private final SSLContext trust = Trust.in(path(own), path(renewed));
    private final Path folder = Repository.scratch().resolve(Unique.name("certificate"));
    private final int port = Ports.free();
    private final HttpClient https = HttpClient.newBuilder().sslContext(trust).build();
    private OneJvm site;
    private Tenant tenant;

    @BeforeAll
    void open() throws IOException {
        Files.createDirectories(folder);
        show(own);
        site = OneJvm.open(
                "tls",
                Map.of(
                        "TLS_PORT", Integer.toString(port),
                        "TLS_CERT_FILE", folder.resolve("cert.pem").toString(),
                        "TLS_KEY_FILE", folder.resolve("key.pem").toString(),
                        "NODE_CA_FILE", ofNodes.certificatePath(),
                        "TRUSTED_PROXIES", "127.0.0.1/32"));
        tenant = site.client().newTenant();
    }

    @AfterAll
    void close() {
        site.close();
        List.of(own, renewed, ofNodes, ofStrangers).forEach(SelfSignedCertificate::delete);
    }

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
        assertThat(told.get("X-Forwarded-Port")).isEqualTo(Integer.toString(port));
        assertThat(told.get("X-Forwarded-Host")).isEqualTo("localhost:" + port);
        assertThat(told.contains("Authorization")).isFalse();
    }

    @Test
    void manyBodiesAtOnceComeBackOverOneConnection() throws Exception {
        ServingNode echo =
                nodes.serving(request -> request.pipeTo(request.response().setChunked(true)));
        URI uri = uri("/api/balance/" + tenant.newApp(echo.port()) + "/echo");
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
        WebSocketClient webSockets = Nodes.vertx()
                .createWebSocketClient(new WebSocketClientOptions()
                        .setSsl(true)
                        .setTrustOptions(new PemTrustOptions()
                                .addCertPath(own.certificatePath())
                                .addCertPath(renewed.certificatePath())));
        WebSocket socket = webSockets
                .connect(new WebSocketConnectOptions()
                        .setSsl(true)
                        .setHost("localhost")
                        .setPort(port)
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
            assertThat(shown(before)).isEqualTo(Trust.read(path(own)));

            show(renewed);

            Poll.until(LIMIT, () -> {
                try (SSLSocket after = connect()) {
                    assertThat(shown(after)).isEqualTo(Trust.read(path(renewed)));
                }
            });
            before.getOutputStream()
                    .write(("GET /api/balance/" + app + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(before.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("hello");
        } finally {
            show(own);
        }
    }

    @Test
    void aNodeWhoseCertificateSomebodyVouchesForIsSpokenToOverTls() {
        ServingNode node =
                nodes.servingOverTls(ofNodes, request -> request.response().end(request.isSSL() ? "secret" : "plain"));
        String app = appOverTls(node);

        Poll.until(LIMIT, () -> assertThat(tenant.state(app, node.port())).isEqualTo("up"));

        assertThat(site.client().balance(app, "/").body()).isEqualTo("secret");
    }

    @Test
    void aNodeWhoseCertificateNobodyVouchesForGetsNothing() {
        CompletableFuture<String> leaked = new CompletableFuture<>();
        ServingNode node = nodes.servingOverTls(ofStrangers, request -> leaked.complete(request.uri()));
        String app = appOverTls(node);
        tenant.configure(app, new JsonObject().put("failOpen", true));

        Poll.until(LIMIT, () -> assertThat(tenant.state(app, node.port())).isEqualTo("down"));

        assertThat(site.client().balance(app, "/").failure()).isEqualTo("412/04");
        assertThat(leaked).isNotDone();
    }

    @Test
    void whatATrustedProxySaysIsPassedOnWithTheProxyAddedToIt() {
        TestNode node = nodes.saying("hello");

        site.client()
                .call("GET", "/api/balance/" + tenant.newApp(node.port()))
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "shop.example")
                .send();

        MultiMap told = node.onlySeen().headers();
        assertThat(told.get("X-Forwarded-For")).isEqualTo("203.0.113.9, 127.0.0.1");
        assertThat(told.get("X-Forwarded-Proto")).isEqualTo("https");
        assertThat(told.get("X-Forwarded-Host")).isEqualTo("shop.example");
    }

    private String appOverTls(ServingNode node) {
        String app = Unique.name("app");
        JsonObject described = new JsonObject(Tenant.node(node.port()))
                .put("host", "localhost")
                .put("scheme", "https");
        assertThat(tenant.call("POST", "/api/apps/" + app)
                        .json(described.encode())
                        .send()
                        .success())
                .isEqualTo("201 " + app);
        return app;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(LIMIT);
    }

    private URI uri(String path) {
        return URI.create("https://localhost:" + port + path);
    }

    private SSLSocket connect() throws IOException {
        SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket("localhost", port);
        socket.setSoTimeout((int) LIMIT.toMillis());
        socket.startHandshake();
        return socket;
    }

    private static Certificate shown(SSLSocket socket) throws IOException {
        return socket.getSession().getPeerCertificates()[0];
    }

    private void show(SelfSignedCertificate certificate) throws IOException {
        Files.copy(Path.of(certificate.privateKeyPath()), folder.resolve("key.pem"), REPLACE_EXISTING);
        Files.copy(path(certificate), folder.resolve("cert.pem"), REPLACE_EXISTING);
    }

    private static Path path(SelfSignedCertificate certificate) {
        return Path.of(certificate.certificatePath());
    }
}
