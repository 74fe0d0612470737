package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import balanza.e2e.site.Nodes;
import balanza.e2e.site.OneJvm;
import balanza.e2e.site.Poll;
import balanza.e2e.site.RawAnswer;
import balanza.e2e.site.RawClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ShutdownIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension
    final Nodes nodes = new Nodes();

    @Test
    void onSigtermARequestUnderWayIsFinishedAndTheExitCodeIs0() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        int node = nodes.playing(peer -> {
                    asked.countDown();
                    if (within10Seconds(answer)) {
                        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
                    }
                })
                .port();
        try (OneJvm site = OneJvm.open("shutdown", Map.of("DRAIN_GRACE_SECONDS", "2", "DRAIN_SECONDS", "10"));
                RawClient busy = site.client().raw()) {
            String app = site.client().newTenant().newApp(node);
            assertThat(site.health().get("/ready").status()).isEqualTo(200);
            busy.send("GET /api/balance/" + app + " HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(within10Seconds(asked)).isTrue();

            site.askToEnd();

            Poll.until(LIMIT, () -> assertThat(site.health().get("/ready").status())
                    .isEqualTo(503));
            assertThat(site.client().get("/api/health/ready").status()).isEqualTo(503);
            assertThat(site.client().get("/api/health/live").status()).isEqualTo(200);
            assertThat(site.health().get("/figures").json().getLong("connections_open"))
                    .isPositive();
            Poll.until(LIMIT, () -> assertThatThrownBy(() -> site.client().raw().close())
                    .isInstanceOf(UncheckedIOException.class));
            answer.countDown();
            RawAnswer finished = busy.rest();

            assertThat(finished.status()).isEqualTo(200);
            assertThat(finished.body()).isEqualTo("hello");
            assertThat(finished.header("connection")).isEqualTo("close");
            assertThat(site.exitCode()).isZero();
        }
    }

    @Test
    void withoutRequestsItEndsAtOnce() {
        try (OneJvm site = OneJvm.open("shutdown-idle", Map.of())) {
            site.askToEnd();

            assertThat(site.exitCode()).isZero();
        }
    }

    private static boolean within10Seconds(CountDownLatch latch) {
        try {
            return latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
