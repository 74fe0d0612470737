package balanza.balancer.tls;

import balanza.balancer.tls.CertificateFiles.Pem;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a certificate's files now and then, and hands a changed pair on. One for the process, deployed as a worker, as it
 * reads files. A pair that is broken, or half written, is told in the log, and the old one stays.
 */
public final class CertificateWatch extends VerticleBase {
    public static final Duration INTERVAL = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

    private final CertificateFiles files;
    private final Duration interval;
    private final Function<ServerCertificate, Future<?>> show;
    private Pem seen;
    private boolean readable = true;

    /**
     * @param shown what clients see now
     * @param show makes clients see another from their next handshake on
     */
    public CertificateWatch(
            CertificateFiles files,
            Duration interval,
            ServerCertificate shown,
            Function<ServerCertificate, Future<?>> show) {
        this.files = files;
        this.interval = interval;
        this.show = show;
        this.seen = shown.pem();
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(interval.toMillis(), again -> look());
        return Future.succeededFuture();
    }

    private void look() {
        try {
            Pem now = files.read();
            readable = true;
            if (!now.equals(seen)) {
                seen = now;
                renew(now);
            }
        } catch (IOException e) {
            if (readable) {
                stays(e);
            }
            readable = false;
        }
    }

    private void renew(Pem now) {
        try {
            ServerCertificate next = ServerCertificate.of(vertx, now);
            show.apply(next)
                    .onSuccess(done -> LOG.info("A new certificate is shown: {}", next))
                    .onFailure(CertificateWatch::stays);
        } catch (IllegalStateException unusable) {
            stays(unusable);
        }
    }

    private static void stays(Throwable why) {
        LOG.warn("The certificate's files have changed, but the old certificate stays: {}", why.getMessage());
    }
}
