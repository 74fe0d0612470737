package balanza.balancer;

import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates for {@code localhost}, made once, as making one takes a second. */
public final class Certificates {
    public static final Certificates ONE = new Certificates();
    public static final Certificates OTHER = new Certificates();

    private final SelfSignedCertificate made = SelfSignedCertificate.create("localhost");

    private Certificates() {}

    public Path certificate() {
        return Path.of(made.certificatePath());
    }

    public Path key() {
        return Path.of(made.privateKeyPath());
    }

    /** The certificate itself. */
    public X509Certificate read() throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(certificate())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    /** For clients that trust all of these and nobody else. */
    public static SSLContext trusted() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("one", ONE.read());
        store.setCertificateEntry("other", OTHER.read());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
