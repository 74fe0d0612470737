package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a node is told of whom a request comes from, and what it is never told. */
@OverEveryDeployment
class ForwardedIT {
    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final Client client;
    private final Tenant tenant;
    private TestNode node;
    private String app;

    ForwardedIT(Deployment deployment) {
        client = deployment.site().client();
        tenant = deployment.tenant();
    }

    @BeforeEach
    void anApp() {
        node = nodes.saying("hello");
        app = tenant.newApp(node.port());
    }

    @Test
    void aNodeIsToldByUsWhereARequestComesFrom() {
        client.balance(app, "/path");

        MultiMap told = node.onlySeen().headers();
        assertThat(told.getAll("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(told.getAll("X-Forwarded-Proto")).containsExactly("http");
        assertThat(told.getAll("X-Forwarded-Host"))
                .containsExactly(client.base().getAuthority());
        assertThat(told.getAll("X-Forwarded-Port"))
                .containsExactly(Integer.toString(client.base().getPort()));
        assertThat(told.getAll("X-Forwarded-Prefix")).containsExactly("/api/balance/" + app);
        assertThat(told.getAll("Via")).containsExactly("1.1 balanza");
        assertThat(told.getAll("Host")).containsExactly("127.0.0.1:" + node.port());
        assertThat(told.getAll("X-Request-Id")).hasSize(1).allMatch(id -> !id.isBlank());
    }

    @Test
    void whatAClientSaysOfItselfIsNotBelieved() {
        client.call("GET", "/api/balance/" + app)
                .header("X-Forwarded-For", "6.6.6.6")
                .header("X-Forwarded-Proto", "gopher")
                .header("X-Forwarded-Host", "evil.test")
                .header("X-Forwarded-Port", "666")
                .header("X-Forwarded-Prefix", "/evil")
                .header("Forwarded", "for=6.6.6.6")
                .header("X-Real-IP", "6.6.6.6")
                .send();

        MultiMap told = node.onlySeen().headers();
        assertThat(told.getAll("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(told.contains("Forwarded")).isFalse();
        assertThat(told.contains("X-Real-IP")).isFalse();
        assertThat(told.toString()).doesNotContain("6.6.6.6", "gopher", "evil", "666");
    }

    @Test
    void aTokenOfOursNeverReachesANode() {
        for (String scheme : List.of("JWT ", "Bearer ", "jwt ", "bearer ", "Bearer  ")) {
            client.call("GET", "/api/balance/" + app)
                    .header("Authorization", scheme + tenant.token())
                    .send();
        }

        assertThat(node.seen()).hasSize(5).allSatisfy(seen -> {
            assertThat(seen.headers().contains("Authorization")).isFalse();
            assertThat(seen.headers().toString()).doesNotContain(tenant.token());
        });
    }

    @Test
    void theNodesOwnCredentialsPass() {
        for (String own : List.of("Basic dTpw", "Bearer abc.def.ghi", "Digest username=\"u\"")) {
            client.call("GET", "/api/balance/" + app)
                    .header("Authorization", own)
                    .send();
        }

        assertThat(node.seen())
                .extracting(seen -> seen.headers().get("Authorization"))
                .containsExactly("Basic dTpw", "Bearer abc.def.ghi", "Digest username=\"u\"");
    }
}
