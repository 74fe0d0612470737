package balanza.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.monitor.Outcome.Failed;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** The reasons that no test with sockets brings about. */
class ReasonsTest {
    @Test
    void anOldCertificateIsCalledSo() {
        for (var cause : new Exception[] {new CertificateExpiredException(), new CertificateNotYetValidException()}) {
            assertThat(Reasons.of(handshake(new CertPathValidatorException(cause))))
                    .isEqualTo(new Failed("certificate expired or not yet valid"));
        }
    }

    @Test
    void anyOtherTroubleOfTheHandshakeIsCalledThat() {
        assertThat(Reasons.of(handshake(new SSLHandshakeException("Received fatal alert: handshake_failure"))))
                .isEqualTo(new Failed("TLS handshake failed"));
    }

    private static SSLHandshakeException handshake(Exception cause) {
        var failure = new SSLHandshakeException("Failed to create SSL connection");
        failure.initCause(cause);
        return failure;
    }
}
