package balanza.balancer.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a certificate and its key are.
 *
 * @param certificate PEM, the server's own first, then those between it and its authority
 * @param key PEM, not encrypted
 */
public record CertificateFiles(Path certificate, Path key) {
    /** What the files hold now, whatever it is. */
    Pem read() throws IOException {
        return new Pem(Files.readString(certificate), Files.readString(key));
    }

    /** The text of both files; not for logs. */
    record Pem(String certificate, String key) {
        @Override
        public String toString() {
            return "***";
        }
    }
}
