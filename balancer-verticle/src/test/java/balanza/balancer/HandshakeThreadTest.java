package balanza.balancer;

import static balanza.balancer.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.balancer.forward.Limits;
import balanza.balancer.http.FrontDoor;
import balanza.balancer.http.SecureDoor;
import balanza.balancer.tls.CertificateFiles;
import balanza.balancer.tls.ServerCertificate;
import balanza.balancer.wire.WireLimits;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys and certificates take milliseconds: neither clients' nor nodes' keep an event loop from others' requests. */
class HandshakeThreadTest {
    private final Vertx vertx = TestVertx.open();
    /** Whether it was an event loop that took the server's key, and then that looked at the certificate. */
    private final BlockingQueue<Boolean> onEventLoop = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        soon(vertx.close());
    }

    @Test
    void noEventLoopTakesPartInWhatAHandshakeComputes() throws Exception {
        var certificate = ServerCertificate.read(
                vertx, new CertificateFiles(Certificates.ONE.certificate(), Certificates.ONE.key()));
        var key = (X509KeyManager)
                certificate.options().getKeyManagerFactory(vertx).getKeyManagers()[0];
        HttpServerOptions door = SecureDoor.options(FrontDoor.options(), certificate, WireLimits.DEFAULT);
        door.setKeyCertOptions(KeyCertOptions.wrap(new NotingKeys(key)));
        var server = vertx.createHttpServer(door)
                .requestHandler(request -> request.response().end());
        int port = soon(server.listen(0, "127.0.0.1")).actualPort();
        var client =
                vertx.createHttpClient(Limits.DEFAULT.client().setTrustOptions(TrustOptions.wrap(new NotingTrust())));
        var url = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setSsl(true)
                .setHost("localhost")
                .setPort(port);

        assertThat(soon(client.request(url).compose(request -> request.send()).map(HttpClientResponse::statusCode)))
                .isEqualTo(200);
        assertThat(onEventLoop).hasSizeGreaterThanOrEqualTo(2).containsOnly(false);
    }

    private void note() {
        onEventLoop.add(Context.isOnEventLoopThread());
    }

    private final class NotingKeys extends X509ExtendedKeyManager {
        private final X509KeyManager keys;

        NotingKeys(X509KeyManager keys) {
            this.keys = keys;
        }

        @Override
        public String chooseEngineServerAlias(String kind, Principal[] issuers, SSLEngine engine) {
            return chooseServerAlias(kind, issuers, null);
        }

        @Override
        public String chooseServerAlias(String kind, Principal[] issuers, Socket socket) {
            note();
            return keys.chooseServerAlias(kind, issuers, socket);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return keys.getPrivateKey(alias);
        }

        @Override
        public String[] getServerAliases(String kind, Principal[] issuers) {
            return keys.getServerAliases(kind, issuers);
        }

        @Override
        public String[] getClientAliases(String kind, Principal[] issuers) {
            return keys.getClientAliases(kind, issuers);
        }

        @Override
        public String chooseClientAlias(String[] kinds, Principal[] issuers, Socket socket) {
            return keys.chooseClientAlias(kinds, issuers, socket);
        }
    }

    /** Trusts anybody, here. */
    private final class NotingTrust extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {
            note();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {
            note();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {
            note();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
