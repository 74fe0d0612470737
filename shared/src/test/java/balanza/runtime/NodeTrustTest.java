package balanza.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SelfSignedCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTrustTest {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    /** Vert.x closes a client that nothing refers to. */
    private final List<HttpClient> clients = new ArrayList<>();

    private final SelfSignedCertificate known = SelfSignedCertificate.create("localhost");

    @AfterEach
    void close() throws TimeoutException {
        known.delete();
        vertx.close().await(10, SECONDS);
    }

    @Test
    void takesTheWordOfTheFilesAuthorities() throws Exception {
        assertThat(status(trust(known), node(known))).isEqualTo(200);
    }

    @Test
    void takesNobodyElsesWord() {
        var stranger = SelfSignedCertificate.create("localhost");
        try {
            assertThatThrownBy(() -> status(trust(known), node(stranger))).isInstanceOf(SSLHandshakeException.class);
            assertThatThrownBy(() -> status(new NodeTrust(Optional.empty()), node(known)))
                    .isInstanceOf(SSLHandshakeException.class);
        } finally {
            stranger.delete();
        }
    }

    @Test
    void aCertificateIsForItsNameOnly() {
        var other = SelfSignedCertificate.create("node.example");
        try {
            assertThatThrownBy(() -> status(trust(other), node(other))).isInstanceOf(SSLHandshakeException.class);
        } finally {
            other.delete();
        }
    }

    @Test
    void javasOwnAuthoritiesStay() throws Exception {
        var javas = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        javas.init((java.security.KeyStore) null);

        assertThat(((X509TrustManager) trust(known)
                                .load()
                                .getTrustManagerFactory(vertx)
                                .getTrustManagers()[0])
                        .getAcceptedIssuers())
                .contains(((X509TrustManager) javas.getTrustManagers()[0]).getAcceptedIssuers());
    }

    @Test
    void aFileWithoutCertificatesIsNamed() throws Exception {
        var empty = Files.writeString(folder.resolve("empty.pem"), "");
        var garbage = Files.writeString(folder.resolve("garbage.pem"), "-----BEGIN CERTIFICATE-----\nxx\n");

        for (var file : new Path[] {empty, garbage, folder.resolve("missing.pem")}) {
            assertThatThrownBy(() -> new NodeTrust(Optional.of(file)).load())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("NODE_CA_FILE: " + file + " (expected: certificates in PEM form; ");
        }
    }

    private NodeTrust trust(SelfSignedCertificate authority) {
        return NodeTrust.from(new Env(Map.of("NODE_CA_FILE", authority.certificatePath())));
    }

    private int node(SelfSignedCertificate certificate) throws TimeoutException {
        return vertx.createHttpServer(
                        new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate.keyCertOptions()))
                .requestHandler(request -> request.response().end())
                .listen(0, "localhost")
                .await(10, SECONDS)
                .actualPort();
    }

    private int status(NodeTrust trust, int port) throws TimeoutException {
        var client = vertx.createHttpClient(new HttpClientOptions().setSsl(true).setTrustOptions(trust.load()));
        clients.add(client);
        Future<Integer> status = client.request(HttpMethod.GET, port, "localhost", "/")
                .compose(request -> request.send())
                .map(answer -> answer.statusCode());
        return status.await(10, SECONDS);
    }
}
