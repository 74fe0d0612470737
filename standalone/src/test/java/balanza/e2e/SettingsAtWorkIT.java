package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Answer;
import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.Poll;
import balanza.e2e.site.RawClient;
import balanza.e2e.site.RawNode;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an app's settings do, at every balancer. */
@OverEveryDeployment
class SettingsAtWorkIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final List<Client> balancers;
    private final Client client;
    private final Tenant tenant;

    SettingsAtWorkIT(Deployment deployment) {
        balancers = deployment.site().balancers();
        client = deployment.site().client();
        tenant = deployment.tenant();
    }

    @Test
    void everyBalancerFollowsAChangeOfWeightsAndOfWhoIsDrained() {
        TestNode one = nodes.saying("one");
        TestNode two = nodes.saying("two");
        String app = tenant.newApp(one.port(), two.port());

        assertThat(tenant.configureNode(app, one.port(), new JsonObject().put("weight", 0))
                        .success())
                .isEqualTo("200 127.0.0.1:" + one.port());
        for (Client balancer : balancers) {
            awaitOnly("two", balancer, app);
        }

        tenant.configureNode(app, one.port(), new JsonObject().put("weight", 100));
        tenant.configureNode(app, two.port(), new JsonObject().put("state", "drain"));
        for (Client balancer : balancers) {
            awaitOnly("one", balancer, app);
        }

        tenant.configureNode(app, two.port(), new JsonObject().put("state", "active"));
        for (Client balancer : balancers) {
            Poll.until(
                    LIMIT, () -> assertThat(balancer.balance(app, "/").body()).isEqualTo("two"));
        }
    }

    @Test
    void aChangeCutsNoConnectionToANodeThatStays() {
        CountDownLatch changed = new CountDownLatch(1);
        RawNode stays = nodes.playing(peer -> {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nfirst;");
            try {
                assertThat(changed.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            peer.send("last.");
        });
        String app = tenant.newApp(stays.port());
        TestNode comes = nodes.saying("hello");

        try (RawClient connection = client.raw()) {
            connection.send("GET /api/balance/" + app + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            connection.readTo("first;");
            assertThat(configure(app, "{'policy':'least-requests','sticky':true,'limits':{'nodeRequests':1}}")
                            .status())
                    .isEqualTo(200);
            tenant.configureNode(app, stays.port(), new JsonObject().put("weight", 7));
            tenant.addNode(app, comes.port());
            tenant.removeNode(app, comes.port());
            Poll.during(Duration.ofSeconds(1), () -> {});
            changed.countDown();
            connection.readTo("last.");
        }
    }

    @Test
    void anAppDecidesHowItsNodesAreChecked() {
        TestNode node = nodes.saying("hello");
        node.health(418);
        String app = tenant.newApp(node.port());
        Poll.until(LIMIT, () -> assertThat(tenant.state(app, node.port())).isEqualTo("down"));

        configure(app, "{'healthCheck':{'statuses':['200','410-419'],'rise':1}}");

        Poll.until(LIMIT, () -> assertThat(tenant.state(app, node.port())).isEqualTo("up"));
        Poll.until(LIMIT, () -> assertThat(client.balance(app, "/").body()).isEqualTo("hello"));
    }

    @Test
    void anAppMayTakeNodesThatAreDownWhenAllAreDown() {
        TestNode node = nodes.saying("hello");
        node.health(500);
        String app = tenant.newApp(node.port());
        Poll.until(LIMIT, () -> assertThat(client.balance(app, "/").failure()).isEqualTo("409/03"));

        configure(app, "{'failOpen':true}");

        for (Client balancer : balancers) {
            Poll.until(
                    LIMIT, () -> assertThat(balancer.balance(app, "/").body()).isEqualTo("hello"));
        }
        assertThat(tenant.state(app, node.port())).isEqualTo("down");
    }

    @Test
    void anAppDecidesHowLongItsNodesMayThink() {
        RawNode silent = nodes.playing(peer -> peer.readTo("never sent"));
        String app = tenant.newApp(silent.port());
        configure(app, "{'timeouts':{'answerMs':200}}");

        assertThat(client.call("POST", "/api/balance/" + app).send().failure()).isEqualTo("504/05");
        assertThat(client.balance(app, "/").failure()).isEqualTo("412/04");
    }

    @Test
    void whatIsBeyondTheLimitsIsRefusedAtOnce() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        RawNode thinks = nodes.playing(peer -> {
            begun.countDown();
            peer.readTo("never sent");
        });
        String app = tenant.newApp(thinks.port());
        configure(app, "{'limits':{'appRequests':1,'queue':0}}");

        try (RawClient first = client.raw()) {
            first.send("GET /api/balance/" + app + " HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            Answer second = client.balance(app, "/");

            assertThat(second.failure()).isEqualTo("503/10");
            assertThat(second.header("retry-after")).matches("[0-9]+");
            assertThat(second.header("proxy-status")).contains("connection_limit_reached", "overflow");
        }
    }

    private void awaitOnly(String expected, Client balancer, String app) {
        Poll.until(LIMIT, () -> {
            for (int i = 0; i < 20; i++) {
                assertThat(balancer.balance(app, "/").body()).isEqualTo(expected);
            }
        });
    }

    private Answer configure(String app, String settings) {
        return tenant.configure(app, new JsonObject(settings.replace('\'', '"')));
    }
}
