package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import balanza.e2e.site.Unique;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A change holds for the very next request, and not once in a thousand times a little later. */
@OverEveryDeployment
class RoutedAtOnceIT {
    private static final int ROWS = 2;
    private static final int TIMES = 1_000;

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final Client client;
    private final Tenant tenant;

    RoutedAtOnceIT(Deployment deployment) {
        client = deployment.site().client();
        tenant = deployment.tenant();
    }

    @Test
    void aNewAppIsRoutedByTheNextRequest() {
        TestNode node = nodes.saying("hello");

        inRowsAtOnce(() -> {
            String app = Unique.name("quick");
            for (int i = 0; i < TIMES; i++) {
                assertThat(tenant.createApp(app, node.port()).success()).isEqualTo("201 " + app);
                assertThat(client.balance(app, "/").body()).as("time " + i).isEqualTo("hello");
                assertThat(tenant.removeApp(app).success()).isEqualTo("200 " + app);
            }
        });
        assertThat(node.requests()).isEqualTo(ROWS * TIMES);
    }

    @Test
    void aNewNodeIsRoutedByTheNextRequest() {
        TestNode node = nodes.saying("hello");

        inRowsAtOnce(() -> {
            String app = tenant.newApp(node.port());
            for (int i = 0; i < TIMES; i++) {
                assertThat(tenant.removeNode(app, node.port()).status()).isEqualTo(200);
                assertThat(tenant.addNode(app, node.port()).status()).isEqualTo(201);
                assertThat(client.balance(app, "/").body()).as("time " + i).isEqualTo("hello");
            }
        });
        assertThat(node.requests()).isEqualTo(ROWS * TIMES);
    }

    private static void inRowsAtOnce(Runnable row) {
        ExecutorService threads = Executors.newFixedThreadPool(ROWS);
        try {
            List<CompletableFuture<Void>> rows = Stream.generate(() -> CompletableFuture.runAsync(row, threads))
                    .limit(ROWS)
                    .toList();
            rows.forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }
    }
}
