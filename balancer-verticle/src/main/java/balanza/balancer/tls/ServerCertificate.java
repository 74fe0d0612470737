package balanza.balancer.tls;

import balanza.balancer.tls.CertificateFiles.Pem;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/** A certificate with its key, which have been seen to belong together. */
public final class ServerCertificate {
    /** The kinds of keys that are taken, each with an algorithm to try it with. */
    private static final Map<String, String> SIGNATURES = Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");

    private final Pem pem;
    private final X509Certificate certificate;

    private ServerCertificate(Pem pem, X509Certificate certificate) {
        this.pem = pem;
        this.certificate = certificate;
    }

    /**
     * Reads and checks the files; not on an event loop.
     *
     * @throws IllegalStateException if a file cannot be read, or the key is not the certificate's
     */
    public static ServerCertificate read(Vertx vertx, CertificateFiles files) {
        try {
            return of(vertx, files.read());
        } catch (IOException e) {
            throw new IllegalStateException("TLS_CERT_FILE, TLS_KEY_FILE: cannot be read (" + e.getMessage() + ")", e);
        }
    }

    static ServerCertificate of(Vertx vertx, Pem pem) {
        try {
            KeyManager[] keys = options(pem).getKeyManagerFactory(vertx).getKeyManagers();
            return new ServerCertificate(pem, ofItsKey((X509KeyManager) keys[0]));
        } catch (Exception e) {
            // Vert.x and the JDK throw whatever they like at what is no PEM.
            throw new IllegalStateException(
                    "TLS_CERT_FILE, TLS_KEY_FILE: not usable (expected: a certificate and its key, RSA or EC, in PEM form; "
                            + e.getMessage() + ")",
                    e);
        }
    }

    /** For a server. */
    public KeyCertOptions options() {
        return options(pem);
    }

    Pem pem() {
        return pem;
    }

    /** For logs. */
    @Override
    public String toString() {
        return certificate.getSubjectX500Principal().getName() + ", good until "
                + certificate.getNotAfter().toInstant();
    }

    private static PemKeyCertOptions options(Pem pem) {
        return new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(pem.certificate()))
                .addKeyValue(Buffer.buffer(pem.key()));
    }

    /** The JDK takes any key of the same kind, and fails in the handshake: so it has to sign something here. */
    private static X509Certificate ofItsKey(X509KeyManager keys) throws GeneralSecurityException {
        for (String kind : SIGNATURES.keySet()) {
            String[] aliases = keys.getServerAliases(kind, null);
            if (aliases != null && aliases.length > 0) {
                X509Certificate certificate = keys.getCertificateChain(aliases[0])[0];
                if (!signs(keys.getPrivateKey(aliases[0]), certificate, SIGNATURES.get(kind))) {
                    throw new GeneralSecurityException("the key is not the certificate's");
                }
                return certificate;
            }
        }
        throw new GeneralSecurityException("another kind of key");
    }

    private static boolean signs(PrivateKey key, X509Certificate certificate, String algorithm)
            throws GeneralSecurityException {
        byte[] text = {1};
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(text);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(certificate.getPublicKey());
        verifier.update(text);
        return verifier.verify(signature);
    }
}
