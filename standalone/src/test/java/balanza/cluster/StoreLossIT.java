package balanza.cluster;

import static balanza.e2e.site.FourJvms.STORE;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Client;
import balanza.e2e.site.FourJvms;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.Poll;
import balanza.e2e.site.Sites;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.Unique;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoreLossIT {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final FourJvms site = Sites.fourJvms();
    private final Tenant tenant = Sites.tenantOf(site);

    @AfterEach
    void heal() {
        site.heal();
    }

    @Test
    void everyRegistrationThatWasAcknowledgedOutlivesTheStoresDeath() throws Exception {
        int port = nodes.saying("hello").port();
        ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> registering = Stream.of(1, 2, 3)
                .map(i -> CompletableFuture.runAsync(() -> registerUntilRefused(port, acknowledged)))
                .toList();
        Poll.until(LIMIT, () -> assertThat(acknowledged).hasSizeGreaterThan(60));

        site.kill(STORE);

        for (CompletableFuture<Void> each : registering) {
            each.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        site.start(STORE);
        site.heal();
        Client other = site.balancers().get(1);
        for (String app : acknowledged) {
            assertThat(tenant.app(app).status()).as(app).isEqualTo(200);
            assertThat(other.balance(app, "/").body()).isEqualTo("hello");
        }
    }

    private void registerUntilRefused(int port, ConcurrentLinkedQueue<String> acknowledged) {
        String app = Unique.name("kept");
        while (tenant.createApp(app, port).status() == 201) {
            acknowledged.add(app);
            app = Unique.name("kept");
        }
    }
}
