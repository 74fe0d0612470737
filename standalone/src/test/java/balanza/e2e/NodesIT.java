package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Answer;
import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.Site;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import balanza.e2e.site.Unique;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OverEveryDeployment
class NodesIT {
    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final Client client;
    private final Tenant tenant;

    NodesIT(Deployment deployment) {
        client = deployment.site().client();
        tenant = deployment.tenant();
    }

    @Test
    void aNodeIsAddedOnce() {
        TestNode node = nodes.saying("hello");
        String app = tenant.newApp(nodes.refusing());

        assertThat(tenant.addNode(app, node.port()).success()).isEqualTo("201 127.0.0.1:" + node.port());
        assertThat(tenant.addNode(app, node.port()).failure()).isEqualTo("409/02");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1:9",
        "0x7f.1, 127.0.0.1:9",
        "LOCALHOST, localhost:9",
        "localhost., localhost:9",
        "::1, [::1]:9",
        "[::0001], [::1]:9"
    })
    void aHostHasOneForm(String host, String shown) {
        String app = tenant.newApp(nodes.refusing());

        assertThat(add(app, host, 9).success()).isEqualTo("201 " + shown);
        assertThat(add(app, host, 9).failure()).isEqualTo("409/02");
        assertThat(add(app, shown.substring(0, shown.lastIndexOf(':')), 9).failure())
                .isEqualTo("409/02");
    }

    @Test
    void aStatusPathIsTakenWithAndWithoutItsSlash() {
        TestNode node = nodes.saying("hello");
        String app = Unique.name("shop");
        String body = new JsonObject(Tenant.node(node.port()))
                .put("statuspath", "/" + Tenant.STATUS_PATH)
                .encode();

        assertThat(tenant.call("POST", "/api/apps/" + app).json(body).send().success())
                .isEqualTo("201 " + app);
        assertThat(tenant.app(app).json().getJsonArray("nodes").getJsonObject(0).getString("statuspath"))
                .isEqualTo("/" + Tenant.STATUS_PATH);
    }

    @Test
    void aRemovedNodeGetsNoMoreRequests() {
        TestNode stays = nodes.saying("stays");
        TestNode goes = nodes.saying("goes");
        String app = tenant.newApp(stays.port(), goes.port());

        assertThat(tenant.removeNode(app, goes.port()).success()).isEqualTo("200 127.0.0.1:" + goes.port());

        for (int i = 0; i < 20; i++) {
            assertThat(client.balance(app, "/").body()).isEqualTo("stays");
        }
        assertThat(goes.requests()).isZero();
        assertThat(tenant.removeNode(app, goes.port()).failure()).isEqualTo("404/02");
    }

    @Test
    void aNodeMayComeBackRightAfterItWasRemoved() {
        TestNode node = nodes.saying("hello");
        String app = tenant.newApp(node.port());

        for (int i = 0; i < 5; i++) {
            tenant.removeNode(app, node.port());
            assertThat(client.balance(app, "").failure()).isEqualTo("409/03");
            assertThat(tenant.addNode(app, node.port()).status()).isEqualTo(201);
            assertThat(client.balance(app, "").body()).isEqualTo("hello");
        }
    }

    @Test
    void anAppHasSoManyNodesAndNoMore() {
        String app = tenant.newApp(nodes.refusing());
        for (int i = 1; i < Site.NODES_MAX_PER_APP; i++) {
            assertThat(tenant.addNode(app, nodes.refusing()).status()).isEqualTo(201);
        }

        Answer tooMany = tenant.addNode(app, nodes.refusing());

        assertThat(tooMany.failure()).isEqualTo("429/09");
        assertThat(tooMany.header("retry-after")).matches("[0-9]+");
    }

    @Test
    void anAppThatDoesNotExistHasNoNodes() {
        String none = Unique.name("none");

        assertThat(tenant.addNode(none, 80).failure()).isEqualTo("404/02");
        assertThat(tenant.removeNode(none, 80).failure()).isEqualTo("404/02");
    }

    private Answer add(String app, String host, int port) {
        String body = new JsonObject(Tenant.node(port)).put("host", host).encode();
        return tenant.call("POST", "/api/nodes/" + app).json(body).send();
    }
}
