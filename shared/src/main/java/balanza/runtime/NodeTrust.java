package balanza.runtime;

import io.vertx.core.Vertx;
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
import java.util.function.Function;
import javax.net.ssl.TrustManager;
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
            return new Authorities(file.isPresent() ? certificates(file.get()) : List.of());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "NODE_CA_FILE: " + file.map(Path::toString).orElse("") + " (expected: certificates in PEM form; "
                            + e + ")",
                    e);
        }
    }

    private static List<Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (found.isEmpty()) {
                throw new IOException("none found");
            }
            return List.copyOf(found);
        }
    }

    /**
     * Java's authorities, some 140, and others. Java's are read when the first https node is spoken to: most have none, and they
     * would delay the start. Vert.x asks on a worker then.
     */
    private record Authorities(List<Certificate> others) implements TrustOptions {
        @Override
        public TrustOptions copy() {
            return this;
        }

        @Override
        public TrustManagerFactory getTrustManagerFactory(Vertx vertx) throws GeneralSecurityException, IOException {
            TrustManagerFactory javas = factory(null);
            return others.isEmpty() ? javas : factory(all((X509TrustManager) javas.getTrustManagers()[0]));
        }

        @Override
        public Function<String, TrustManager[]> trustManagerMapper(Vertx vertx) {
            return server -> null; // The same for all.
        }

        private KeyStore all(X509TrustManager javas) throws GeneralSecurityException, IOException {
            List<Certificate> authorities = new ArrayList<>(List.of(javas.getAcceptedIssuers()));
            authorities.addAll(others);
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry("authority-" + i, authorities.get(i));
            }
            return store;
        }

        private static TrustManagerFactory factory(@Nullable KeyStore store) throws GeneralSecurityException {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory;
        }
    }
}
