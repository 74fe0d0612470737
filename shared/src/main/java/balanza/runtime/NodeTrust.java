package balanza.runtime;

import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose word is taken on who an https node is: the authorities that Java knows, and those of {@code NODE_CA_FILE}.
 *
 * @param file PEM, one or more certificates; nothing for Java's alone
 */
public record NodeTrust(Optional<Path> file) {
    /** Reads the setting; the file is not looked at. */
    public static NodeTrust from(Env env) {
        return new NodeTrust(env.text("NODE_CA_FILE").map(Path::of));
    }

    /**
     * Reads the file; not on an event loop.
     *
     * @return for any number of clients
     * @throws IllegalStateException if the file cannot be read or holds no certificate
     */
    public TrustOptions load() {
        try {
            List<Certificate> authorities = new ArrayList<>(knownToJava());
            if (file.isPresent()) {
                authorities.addAll(certificates(file.get()));
            }
            return TrustOptions.wrap(trusting(authorities));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "NODE_CA_FILE: " + file.map(Path::toString).orElse("") + " (expected: certificates in PEM form; "
                            + e + ")",
                    e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (found.isEmpty()) {
                throw new IOException("none found");
            }
            return found;
        }
    }

    private static List<? extends Certificate> knownToJava() throws GeneralSecurityException {
        return List.of(manager(null).getAcceptedIssuers());
    }

    private static X509TrustManager trusting(List<Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("authority-" + i, authorities.get(i));
        }
        return manager(store);
    }

    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }
}
