package balanza.balancer.tls;

import static balanza.balancer.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import balanza.balancer.Certificates;
import balanza.balancer.TestVertx;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateWatchTest {
    @TempDir
    Path folder;

    private final Vertx vertx = TestVertx.open();
    private final BlockingQueue<ServerCertificate> shown = new LinkedBlockingQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private CertificateFiles files;

    @BeforeEach
    void begin() throws IOException {
        files = new CertificateFiles(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        write(Certificates.ONE.certificate(), Certificates.ONE.key());
        var watch = new CertificateWatch(
                files, Duration.ofMillis(20), ServerCertificate.read(vertx, files), certificate -> {
                    asked.incrementAndGet();
                    shown.add(certificate);
                    return Future.succeededFuture();
                });
        soon(vertx.deployVerticle(watch, new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)));
    }

    @AfterEach
    void close() {
        soon(vertx.close());
    }

    @Test
    void aChangedPairIsHandedOnOnce() throws Exception {
        write(Certificates.OTHER.certificate(), Certificates.OTHER.key());

        assertThat(next().pem()).isEqualTo(new CertificateFiles(files.certificate(), files.key()).read());
        write(Certificates.ONE.certificate(), Certificates.ONE.key());
        next();
        assertThat(asked).hasValue(2);
    }

    @Test
    void ofAPairThatIsReplacedFileByFileOnlyTheWholeIsHandedOn() throws Exception {
        Files.copy(Certificates.OTHER.certificate(), files.certificate(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(Certificates.OTHER.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);

        assertThat(next().pem())
                .isEqualTo(new CertificateFiles(Certificates.OTHER.certificate(), Certificates.OTHER.key()).read());
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatIsBrokenIsPassedOver() throws Exception {
        Files.writeString(files.certificate(), "-----BEGIN CERTIFICATE-----\nhalf");
        Files.delete(files.key());
        Files.writeString(files.key(), "");
        write(Certificates.OTHER.certificate(), Certificates.OTHER.key());

        assertThat(next().pem())
                .isEqualTo(new CertificateFiles(Certificates.OTHER.certificate(), Certificates.OTHER.key()).read());
        assertThat(asked).hasValue(1);
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() {
        var mixed = new CertificateFiles(Certificates.ONE.certificate(), Certificates.OTHER.key());

        assertThatThrownBy(() -> ServerCertificate.read(vertx, mixed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TLS_KEY_FILE")
                .hasMessageContaining("the key is not the certificate's");
    }

    @Test
    void whatIsNoCertificateIsRefused() throws Exception {
        var garbage = Files.writeString(folder.resolve("garbage.pem"), "-----BEGIN CERTIFICATE-----\nxx\n");

        assertThatThrownBy(() -> ServerCertificate.read(vertx, new CertificateFiles(garbage, Certificates.ONE.key())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("TLS_CERT_FILE");
        assertThatThrownBy(() -> ServerCertificate.read(vertx, new CertificateFiles(folder.resolve("none"), garbage)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("TLS_CERT_FILE");
    }

    private void write(Path certificate, Path key) throws IOException {
        for (var copy : new Path[][] {{certificate, files.certificate()}, {key, files.key()}}) {
            var beside = Files.copy(copy[0], folder.resolve("new.pem"), StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, copy[1], StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private ServerCertificate next() throws InterruptedException {
        var certificate = shown.poll(10, TimeUnit.SECONDS);
        if (certificate == null) {
            throw new AssertionError("no certificate was handed on");
        }
        return certificate;
    }
}
