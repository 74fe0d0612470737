package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Answer;
import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.Load;
import balanza.e2e.site.NodeProgram;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.Poll;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Of Balanza itself, and of the nodes. */
@OverEveryDeployment
class HealthIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final Client client;
    private final Tenant tenant;

    HealthIT(Deployment deployment) {
        client = deployment.site().client();
        tenant = deployment.tenant();
    }

    @Test
    void healthIsToldToEverybody() {
        Answer health = client.get("/api/health");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.body()).contains("auth", "registry", "monitor");
        assertThat(client.get("/api/health/live").status()).isEqualTo(200);
        assertThat(client.get("/api/health/ready").status()).isEqualTo(200);
    }

    @Test
    void aNodeThatPassesItsCheckIsUp() {
        TestNode node = nodes.saying("hello");
        String app = tenant.newApp(node.port());

        Poll.until(LIMIT, () -> assertThat(tenant.state(app, node.port())).isEqualTo("up"));
        Poll.until(LIMIT, () -> assertThat(node.probes()).isGreaterThan(2));
    }

    @Test
    void aNodeThatFailsItsChecksGetsNoRequestsUntilItPassesAgain() {
        TestNode sick = nodes.saying("sick");
        TestNode well = nodes.saying("well");
        String app = tenant.newApp(sick.port(), well.port());
        Poll.until(LIMIT, () -> assertThat(tenant.state(app, sick.port())).isEqualTo("up"));

        sick.health(503);
        Poll.until(LIMIT, () -> assertThat(tenant.state(app, sick.port())).isEqualTo("down"));
        long before = sick.requests();
        for (int i = 0; i < 40; i++) {
            assertThat(client.balance(app, "/").body()).isEqualTo("well");
        }
        assertThat(sick.requests()).isEqualTo(before);
        assertThat(tenant.app(app).body()).contains("status 503 (expected: 200)");

        sick.health(200);
        Poll.until(LIMIT, () -> assertThat(client.balance(app, "/").body()).isEqualTo("sick"));
        Poll.until(LIMIT, () -> assertThat(tenant.state(app, sick.port())).isEqualTo("up"));
    }

    @Test
    void anAppAllOfWhoseNodesAreDownHasNoEndpoints() {
        TestNode node = nodes.saying("hello");
        node.health(204);
        String app = tenant.newApp(node.port());

        Poll.until(LIMIT, () -> assertThat(client.balance(app, "/").failure()).isEqualTo("409/03"));
    }

    @Test
    void aRedirectIsNoPass() {
        TestNode node = nodes.saying("hello");
        node.health(302);
        String app = tenant.newApp(node.port());

        Poll.until(LIMIT, () -> assertThat(tenant.state(app, node.port())).isEqualTo("down"));
    }

    @Test
    void aNodeKilledUnderLoadCostsNotOneGet() {
        try (NodeProgram killed = nodes.program()) {
            TestNode stays = nodes.saying("stays");
            String app = tenant.newApp(killed.port(), stays.port());
            Poll.until(LIMIT, () -> assertThat(tenant.state(app, killed.port())).isEqualTo("up"));
            Load load = Load.of(client, "/api/balance/" + app + "/load", 16);
            Poll.until(LIMIT, () -> assertThat(stays.requests()).isGreaterThan(200));

            killed.kill();

            Poll.until(LIMIT, () -> assertThat(tenant.state(app, killed.port())).isEqualTo("down"));
            load.end().allOk();
        }
    }
}
