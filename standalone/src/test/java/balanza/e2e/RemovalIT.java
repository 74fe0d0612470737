package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.Poll;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import balanza.e2e.site.Unique;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing is left of what was removed. */
@OverEveryDeployment
class RemovalIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final List<Client> balancers;
    private final Client client;

    RemovalIT(Deployment deployment) {
        balancers = deployment.site().balancers();
        client = deployment.site().client();
    }

    @Test
    void anAppRegisteredAnewByAnotherUserIsAnotherApp() {
        TestNode olds = nodes.saying("old");
        TestNode news = nodes.saying("new");
        Tenant first = client.newTenant();
        Tenant second = client.newTenant();
        String app = first.newApp(olds.port());
        client.balance(app, "/old");
        Poll.until(LIMIT, () -> assertThat(logs(first, app)).hasSize(1));

        first.removeApp(app);
        assertThat(second.createApp(app, news.port()).status()).isEqualTo(201);

        assertThat(client.balance(app, "/new").body()).isEqualTo("new");
        assertThat(first.app(app).failure()).isEqualTo("404/02");
        assertThat(first.logs(app, "").failure()).isEqualTo("404/02");
        Poll.until(LIMIT, () -> assertThat(logs(second, app)).hasSize(1));
        assertThat(logs(second, app).getJsonObject(0).getString("path")).isEqualTo("new");
        assertThat(olds.requests()).isEqualTo(1);
    }

    @Test
    void aUserGoesWithAllTheyHad() {
        TestNode node = nodes.saying("hello");
        Tenant tenant = client.newTenant();
        String one = tenant.newApp(node.port());
        String two = tenant.newApp(node.port());
        client.balance(one, "/logged");
        Poll.until(LIMIT, () -> assertThat(logs(tenant, one)).hasSize(1));

        assertThat(client.closeAccount(tenant.email(), tenant.password()).success())
                .isEqualTo("200 " + tenant.email());

        for (Client balancer : balancers) {
            Poll.until(LIMIT, () -> {
                assertThat(balancer.balance(one, "/").failure()).isEqualTo("404/02");
                assertThat(balancer.balance(two, "/").failure()).isEqualTo("404/02");
            });
        }
        Tenant next = client.newTenant();
        assertThat(next.createApp(one, node.port()).status()).isEqualTo(201);
        assertThat(next.createApp(two, node.port()).status()).isEqualTo(201);
        assertThat(logs(next, one)).isEmpty();
    }

    @Test
    void anEmailRegisteredAnewIsAnotherUser() {
        Tenant tenant = client.newTenant();
        String app = tenant.newApp(nodes.refusing());
        client.closeAccount(tenant.email(), tenant.password());

        client.signUp(tenant.email(), "another one");

        assertThat(client.token(tenant.email(), tenant.password()).failure()).isEqualTo("401/06");
        String token = client.token(tenant.email(), "another one").json().getString("access_token");
        Tenant again = new Tenant(client, tenant.email(), "another one", token);
        assertThat(again.apps().body()).isEqualTo("{\"apps\":[]}");
        assertThat(again.app(app).failure()).isEqualTo("404/02");
        assertThat(tenant.createApp(Unique.name("late"), 80).failure()).isEqualTo("401/06");
    }

    private static JsonArray logs(Tenant tenant, String app) {
        return tenant.logs(app, "").json().getJsonArray("logs");
    }
}
