package balanza.balancer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The port with TLS as usual clients see it. */
class TlsPortTest {
    private static final int MIB = 1024 * 1024;
    private static final int CONNECTIONS = 100; // So many, from ports of their own, come to every event loop.

    @TempDir
    static Path folder;

    private static int port;
    private static Path certificate;
    private static Path key;
    private static SSLContext trusted;
    private static Balancer balancer;
    private static RawNode node;
    private static String app;

    @BeforeAll
    static void start() throws Exception {
        port = RawNode.freePort();
        certificate = folder.resolve("cert.pem");
        key = folder.resolve("key.pem");
        show(Certificates.ONE);
        trusted = Certificates.trusted();
        balancer = Balancer.ready(Map.of(
                "TLS_PORT", Integer.toString(port),
                "TLS_CERT_FILE", certificate.toString(),
                "TLS_KEY_FILE", key.toString()));
        node = RawNode.playing((wire, heads) -> {
            for (; ; ) {
                var head = heads.note(wire.head());
                var body = head.toLowerCase(Locale.ROOT).contains("chunked") ? wire.chunks() : "";
                wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-From: node\r\n\r\n");
                if (!body.isEmpty()) {
                    wire.send(Integer.toHexString(body.length()) + "\r\n" + body + "\r\n");
                }
                wire.send("3\r\nend\r\n0\r\n\r\n");
            }
        });
        app = balancer.app(node.endpoint());
    }

    @AfterAll
    static void close() throws IOException {
        balancer.close();
        node.close();
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void speaksWhatTheClientSpeaks(HttpClient.Version version) throws Exception {
        var answer = send(version, request("/hello").GET());

        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-from")).contains("node");
        assertThat(new String(answer.body(), US_ASCII)).isEqualTo("end");
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void bodiesPassBothWays(HttpClient.Version version) throws Exception {
        var body = new byte[3 * MIB];
        new Random(1).nextBytes(body);
        var answer = send(
                version,
                request("/").POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body)))); // Of no length.

        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.body()).hasSize(body.length + 3).startsWith(body);
    }

    @Test
    void manyRequestsAtOnceGetTheirOwnAnswers() {
        var client = client(HttpClient.Version.HTTP_2);
        var answers = IntStream.range(0, 40)
                .mapToObj(i -> client.sendAsync(
                        request("/" + i)
                                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString("body " + i + ", ")))
                                .build(),
                        BodyHandlers.ofString()))
                .toList();
        for (int i = 0; i < 40; i++) {
            var answer = answers.get(i).orTimeout(20, TimeUnit.SECONDS).join();
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("body " + i + ", end");
        }
    }

    @Test
    void controlCallsWorkToo() throws Exception {
        var answer = client(HttpClient.Version.HTTP_2)
                .send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/api/users"))
                                .timeout(Duration.ofSeconds(10))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"error\":\"01\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksTls(String protocol) throws Exception {
        try (var socket = connect(protocol)) {
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
        }
    }

    @Test
    void doesNotSpeakOldTls() throws Exception {
        try (var socket = connect("TLSv1.1")) {
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void plainTextIsNotAnswered() throws Exception {
        try (var client = Wire.to(port)) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.rest()).doesNotContain("HTTP/1.1");
        }
    }

    @Test
    void aNewCertificateIsShownToNewConnectionsAndOldOnesGoOn() throws Exception {
        try (var old = connect("TLSv1.3")) {
            old.startHandshake();
            var shownFirst = old.getSession().getPeerCertificates()[0];
            var next = shownFirst.equals(Certificates.ONE.read()) ? Certificates.OTHER : Certificates.ONE;
            var last = next == Certificates.OTHER ? Certificates.ONE : Certificates.OTHER;

            show(next);
            awaitShown(next);
            Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nhalf");
            Files.writeString(key, "no key at all");
            assertThat(shownInARow(next)).isEqualTo(CONNECTIONS);
            show(last);
            awaitShown(last);

            old.getOutputStream().write("GET /api/health/live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
            assertThat(new Wire(old).answer().body()).isEqualTo("{\"live\":true}");
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/api/balance/" + app + path))
                .timeout(Duration.ofSeconds(20));
    }

    private static HttpResponse<byte[]> send(HttpClient.Version version, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client(version).send(request.build(), BodyHandlers.ofByteArray());
    }

    private static HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder().sslContext(trusted).version(version).build();
    }

    private static SSLSocket connect(String protocol) throws IOException {
        var socket = (SSLSocket) trusted.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        socket.setEnabledProtocols(new String[] {protocol});
        return socket;
    }

    private static void show(Certificates shown) throws IOException {
        for (var copy : new Path[][] {{shown.certificate(), certificate}, {shown.key(), key}}) {
            var beside = Files.copy(copy[0], folder.resolve("new.pem"), StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, copy[1], StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Each event loop accepts connections of its own and changes by itself: all do when so many in a row are shown it. */
    private static void awaitShown(Certificates expected) throws Exception {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (shownInARow(expected) < CONNECTIONS) {
            assertThat(System.nanoTime()).as("the certificate is shown in time").isLessThan(deadline);
        }
    }

    private static int shownInARow(Certificates expected) throws Exception {
        int inARow = 0;
        while (inARow < CONNECTIONS && shown().equals(expected.read())) {
            inARow++;
        }
        return inARow;
    }

    private static Certificate shown() throws IOException {
        try (var socket = connect("TLSv1.3")) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }
}
