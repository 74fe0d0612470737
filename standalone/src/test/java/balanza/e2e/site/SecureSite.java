package balanza.e2e.site;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * Everything in one process, with a port for TLS, an authority for https nodes, and this machine as a trusted proxy. Shared
 * by test classes like those of {@link Sites}.
 */
public final class SecureSite {
    private final SelfSignedCertificate first = SelfSignedCertificate.create("localhost");
    private final SelfSignedCertificate second = SelfSignedCertificate.create("localhost");
    private final SelfSignedCertificate ofNodes = SelfSignedCertificate.create("localhost");
    private final Path folder = OneJvm.freshFolder("certificate");
    private final int port = Ports.free();
    private final OneJvm site;
    private final Tenant tenant;

    private SecureSite() {
        show(first());
        site = OneJvm.open(
                "secure",
                Map.of(
                        "TLS_PORT", Integer.toString(port),
                        "TLS_CERT_FILE", folder.resolve("cert.pem").toString(),
                        "TLS_KEY_FILE", folder.resolve("key.pem").toString(),
                        "NODE_CA_FILE", ofNodes.certificatePath(),
                        "TRUSTED_PROXIES", "127.0.0.1/32"));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "close"));
        tenant = site.client().newTenant();
    }

    /** Started when first asked for. */
    public static SecureSite open() {
        return Shared.SITE;
    }

    private static final class Shared {
        static final SecureSite SITE = new SecureSite();
    }

    /** Its front door without TLS. */
    public Client client() {
        return site.client();
    }

    /** All it has written. */
    public String output() {
        return site.output();
    }

    /** A user that tests share. */
    public Tenant tenant() {
        return tenant;
    }

    /** Where it speaks TLS, as {@code localhost}. */
    public int port() {
        return port;
    }

    /** A target there. */
    public URI uri(String target) {
        return URI.create("https://localhost:" + port + target);
    }

    /** What clients trust: both certificates that it may show. */
    public SSLContext trust() {
        return Trust.in(certificateFiles().toArray(new Path[0]));
    }

    /** The same, as files. */
    public List<Path> certificateFiles() {
        return List.of(Path.of(first.certificatePath()), Path.of(second.certificatePath()));
    }

    /** The certificate that it shows, unless a test has it show another. */
    public SelfSignedCertificate first() {
        return first;
    }

    /** The other certificate that clients trust. */
    public SelfSignedCertificate second() {
        return second;
    }

    /** For nodes; it trusts this one only. */
    public SelfSignedCertificate ofNodes() {
        return ofNodes;
    }

    /** Has it show a certificate, soon. */
    public void show(SelfSignedCertificate certificate) {
        try {
            Files.copy(Path.of(certificate.privateKeyPath()), folder.resolve("key.pem"), REPLACE_EXISTING);
            Files.copy(Path.of(certificate.certificatePath()), folder.resolve("cert.pem"), REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void close() {
        site.close();
        List.of(first, second, ofNodes).forEach(SelfSignedCertificate::delete);
    }
}
