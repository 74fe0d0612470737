package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Answer;
import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.Unique;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@OverEveryDeployment
class AppsIT {
    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final Client client;
    private final Tenant tenant;
    private final String app = Unique.name("shop");

    AppsIT(Deployment deployment) {
        client = deployment.site().client();
        tenant = deployment.tenant();
    }

    @Test
    void anAppIsRegisteredOnce() {
        int port = nodes.saying("hello").port();

        assertThat(tenant.createApp(app, port).success()).isEqualTo("201 " + app);
        assertThat(tenant.createApp(app, port).failure()).isEqualTo("409/02");
        assertThat(client.newTenant().createApp(app, port).failure()).isEqualTo("409/02");
    }

    @Test
    void namesAreToldApartByCase() {
        String upper = "S" + app.substring(1);

        tenant.createApp(app, nodes.saying("lower").port());
        tenant.createApp(upper, nodes.saying("upper").port());

        assertThat(client.balance(app, "").body()).isEqualTo("lower");
        assertThat(client.balance(upper, "").body()).isEqualTo("upper");
    }

    @Test
    void aNameHasSixtyThreeCharactersAtMost() {
        String longest = (app + ".A_b-" + "x".repeat(63)).substring(0, 63);

        assertThat(tenant.createApp(longest, nodes.refusing()).success()).isEqualTo("201 " + longest);
        assertThat(tenant.createApp(longest + "x", nodes.refusing()).failure()).isEqualTo("400/01");
    }

    @Test
    void anOwnerSeesAnApp() {
        Instant before = Instant.now().minusSeconds(2);
        int port = nodes.saying("hello").port();
        tenant.createApp(app, port);

        JsonObject shown = tenant.app(app).json();

        assertThat(shown.fieldNames())
                .containsExactlyInAnyOrder(
                        "name",
                        "owner",
                        "created",
                        "revision",
                        "policy",
                        "hashOn",
                        "sticky",
                        "retry",
                        "timeouts",
                        "limits",
                        "failOpen",
                        "slowStartSeconds",
                        "healthCheck",
                        "nodes");
        assertThat(shown.getString("name")).isEqualTo(app);
        assertThat(shown.getString("owner")).isEqualTo(tenant.email());
        assertThat(Instant.parse(shown.getString("created")))
                .isBetween(before, Instant.now().plusSeconds(2));
        assertThat(shown.getJsonArray("nodes")).hasSize(1);
        JsonObject node = shown.getJsonArray("nodes").getJsonObject(0);
        assertThat(node.fieldNames())
                .containsExactlyInAnyOrder(
                        "host", "port", "statuspath", "scheme", "weight", "state", "draining", "since", "reason");
        assertThat(node.getString("host")).isEqualTo("127.0.0.1");
        assertThat(node.getInteger("port")).isEqualTo(port);
        assertThat(node.getString("statuspath")).isEqualTo("/" + Tenant.STATUS_PATH);
        assertThat(node.getString("state")).isIn("unknown", "up");
        assertThat(Instant.parse(node.getString("since"))).isAfter(before);
    }

    @Test
    void anOwnerSeesOnlyTheirOwnApps() {
        Tenant owner = client.newTenant();
        assertThat(owner.apps().body()).isEqualTo("{\"apps\":[]}");
        owner.createApp(app, nodes.saying("hello").port());
        owner.addNode(app, nodes.saying("hello").port());

        JsonArray apps = owner.apps().json().getJsonArray("apps");

        assertThat(apps).hasSize(1);
        assertThat(apps.getJsonObject(0).fieldNames()).containsExactlyInAnyOrder("name", "nodes", "up");
        assertThat(apps.getJsonObject(0).getString("name")).isEqualTo(app);
        assertThat(apps.getJsonObject(0).getInteger("nodes")).isEqualTo(2);
    }

    @Test
    void nobodyLearnsOfSomebodyElsesApp() {
        int port = nodes.saying("hello").port();
        tenant.createApp(app, port);
        Tenant stranger = client.newTenant();
        String missing = stranger.app(Unique.name("none")).body();

        assertThat(stranger.app(app).failure()).isEqualTo("404/02");
        assertThat(stranger.app(app).body()).isEqualTo(missing);
        assertThat(stranger.removeApp(app).failure()).isEqualTo("404/02");
        assertThat(stranger.addNode(app, port + 1).failure()).isEqualTo("404/02");
        assertThat(stranger.removeNode(app, port).failure()).isEqualTo("404/02");
        assertThat(stranger.logs(app, "").failure()).isEqualTo("404/02");
        assertThat(tenant.state(app, port)).isIn("unknown", "up");
    }

    @Test
    void aRemovedAppIsGoneAndItsNameFree() {
        tenant.createApp(app, nodes.saying("hello").port());

        assertThat(tenant.removeApp(app).success()).isEqualTo("200 " + app);

        assertThat(client.balance(app, "").failure()).isEqualTo("404/02");
        assertThat(tenant.app(app).failure()).isEqualTo("404/02");
        assertThat(tenant.removeApp(app).failure()).isEqualTo("404/02");
        assertThat(tenant.logs(app, "").failure()).isEqualTo("404/02");
        assertThat(client.newTenant().createApp(app, nodes.refusing()).success())
                .isEqualTo("201 " + app);
    }

    @Test
    void ofFiftyRegistrationsAtOnceOneWins() {
        int port = nodes.saying("hello").port();
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<CompletableFuture<Answer>> attempts = IntStream.range(0, 50)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> tenant.createApp(app, port), threads))
                    .toList();

            List<String> outcomes = attempts.stream()
                    .map(CompletableFuture::join)
                    .map(answer -> answer.status() == 201 ? answer.success() : answer.failure())
                    .toList();

            assertThat(outcomes).containsOnlyOnce("201 " + app);
            assertThat(outcomes).containsOnly("201 " + app, "409/02");
        } finally {
            threads.shutdownNow();
        }
    }
}
