package balanza.monitor;

import balanza.monitor.Outcome.Failed;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a failed check is called, for people. */
final class Reasons {
    private static final Logger LOG = LoggerFactory.getLogger(Reasons.class);

    private Reasons() {}

    static Failed of(Throwable failure) {
        LOG.debug("Check failed", failure);
        return new Failed(failure instanceof SSLException ? tls(failure) : reason(failure));
    }

    /** The order matters: the later ones are the more general. */
    private static String reason(Throwable failure) {
        if (failure instanceof UnknownHostException) {
            return "host not found";
        }
        if (failure instanceof TimeoutException || failure instanceof RejectedExecutionException) {
            return "host not looked up in time";
        }
        if (failure instanceof NoRouteToHostException) {
            return "host unreachable";
        }
        if (failure instanceof ConnectException) {
            return String.valueOf(failure.getMessage()).contains("refused") ? "connection refused" : "no connection";
        }
        if (failure instanceof IOException || failure instanceof HttpClosedException) {
            return "connection closed before the answer's end";
        }
        return "no valid HTTP answer";
    }

    /** Here too; a certificate of the wrong host is told by no class of its own. */
    private static String tls(Throwable failure) {
        if (isDueTo(failure, CertificateExpiredException.class)
                || isDueTo(failure, CertificateNotYetValidException.class)) {
            return "certificate expired or not yet valid";
        }
        if (isDueTo(failure, CertPathBuilderException.class) || isDueTo(failure, CertPathValidatorException.class)) {
            return "certificate not trusted";
        }
        if (isDueTo(failure, CertificateException.class)) {
            return "certificate of another host";
        }
        if (causes(failure).anyMatch(cause -> String.valueOf(cause.getMessage()).contains("not an SSL/TLS record"))) {
            return "no TLS";
        }
        if (causes(failure).anyMatch(cause -> cause instanceof IOException && !(cause instanceof SSLException))) {
            return "connection closed in the TLS handshake";
        }
        return "TLS handshake failed";
    }

    private static boolean isDueTo(Throwable failure, Class<? extends Throwable> kind) {
        return causes(failure).anyMatch(kind::isInstance);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
