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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How an app wants its requests treated, and what becomes of that. */
@OverEveryDeployment
class SettingsIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final List<Client> balancers;
    private final Client client;
    private final Tenant tenant;

    SettingsIT(Deployment deployment) {
        balancers = deployment.site().balancers();
        client = deployment.site().client();
        tenant = deployment.tenant();
    }

    @Test
    void whatIsNotNamedStaysAsItWas() {
        String app = tenant.newApp(nodes.refusing());
        JsonObject before = settings(app);

        assertThat(configure(app, "{'policy':'round-robin','timeouts':{'answerMs':5000}}")
                        .success())
                .isEqualTo("200 " + app);
        assertThat(configure(app, "{'sticky':true,'timeouts':{'bodyStallMs':7000}}")
                        .success())
                .isEqualTo("200 " + app);

        JsonObject expected = before.copy().put("policy", "round-robin").put("sticky", true);
        expected.getJsonObject("timeouts").put("answerMs", 5000).put("bodyStallMs", 7000);
        assertThat(settings(app)).isEqualTo(expected);
        configure(app, "{'policy':null,'sticky':null,'timeouts':null}");
        assertThat(settings(app)).isEqualTo(before);
    }

    @Test
    void aPolicyThatIsMisspeltIsAnsweredWithAllThatThereAre() {
        String app = tenant.newApp(nodes.refusing());

        Answer answer = configure(app, "{'policy':'rundom'}");

        assertThat(answer.failure()).isEqualTo("400/01");
        assertThat(answer.description())
                .contains("policy", "rundom", "random", "round-robin", "least-requests", "peak-ewma", "hash");
    }

    @Test
    void whatIsUnknownOrOutOfRangeChangesNothing() {
        String app = tenant.newApp(nodes.refusing());
        JsonObject before = settings(app);

        for (String wrong : List.of(
                "{'polici':'hash'}",
                "{'policy':'hash','timeouts':{'answer':5000}}",
                "{'policy':'hash','slowStartSeconds':-1}",
                "{'policy':'hash','retry':{'attempts':3}}",
                "{'policy':'hash','sticky':'yes'}",
                "{'policy':'hash','healthCheck':{'statuses':['2xx']}}")) {
            assertThat(configure(app, wrong).failure()).as(wrong).isEqualTo("400/01");
        }

        assertThat(settings(app)).isEqualTo(before);
    }

    @Test
    void aChangeIsMadeOnlyOfTheRevisionThatItWasMeantFor() {
        TestNode node = nodes.saying("hello");
        String app = tenant.newApp(node.port());
        Poll.until(LIMIT, () -> assertThat(tenant.state(app, node.port())).isEqualTo("up"));
        String read = tenant.app(app).header("etag");
        assertThat(read).matches("\"[0-9]+\"");

        Answer first = patch(app, read, "{'policy':'hash'}");
        Answer second = patch(app, read, "{'policy':'peak-ewma'}");

        assertThat(first.success()).isEqualTo("200 " + app);
        assertThat(first.header("etag")).matches("\"[0-9]+\"").isNotEqualTo(read);
        assertThat(second.failure()).isEqualTo("412/11");
        assertThat(settings(app).getString("policy")).isEqualTo("hash");
        assertThat(patch(app, first.header("etag"), "{'policy':'peak-ewma'}").success())
                .isEqualTo("200 " + app);
    }

    @Test
    void nobodyElseMayChangeThem() {
        String app = tenant.newApp(nodes.refusing());

        assertThat(client.newTenant()
                        .configure(app, new JsonObject().put("sticky", true))
                        .failure())
                .isEqualTo("404/02");
        assertThat(settings(app).getBoolean("sticky")).isFalse();
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

    private Answer patch(String app, String tag, String settings) {
        return tenant.call("PATCH", "/api/apps/" + app)
                .header("If-Match", tag)
                .json(settings.replace('\'', '"'))
                .send();
    }

    /** All that is shown of an app but what others change. */
    private JsonObject settings(String app) {
        JsonObject shown = tenant.app(app).json();
        assertThat(shown.getValue("nodes")).isInstanceOf(JsonArray.class);
        shown.remove("nodes");
        shown.remove("revision");
        return shown;
    }
}
