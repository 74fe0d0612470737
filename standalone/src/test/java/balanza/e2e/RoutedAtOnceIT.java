package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import balanza.e2e.site.Unique;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A change holds for the very next request, and not once in a thousand times a little later. */
@OverEveryDeployment
class RoutedAtOnceIT {
    private static final int TIMES = 500;

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
        String app = Unique.name("quick");

        for (int i = 0; i < TIMES; i++) {
            assertThat(tenant.createApp(app, node.port()).success()).isEqualTo("201 " + app);
            assertThat(client.balance(app, "/").body()).as("time " + i).isEqualTo("hello");
            assertThat(tenant.removeApp(app).success()).isEqualTo("200 " + app);
        }
        assertThat(node.requests()).isEqualTo(TIMES);
    }

    @Test
    void aNewNodeIsRoutedByTheNextRequest() {
        TestNode node = nodes.saying("hello");
        String app = tenant.newApp(node.port());
        tenant.removeNode(app, node.port());

        for (int i = 0; i < TIMES; i++) {
            assertThat(tenant.addNode(app, node.port()).status()).isEqualTo(201);
            assertThat(client.balance(app, "/").body()).as("time " + i).isEqualTo("hello");
            assertThat(tenant.removeNode(app, node.port()).status()).isEqualTo(200);
        }
        assertThat(node.requests()).isEqualTo(TIMES);
    }
}
