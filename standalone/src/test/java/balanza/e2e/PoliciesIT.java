package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.RawClient;
import balanza.e2e.site.ServingNode;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each policy, by its name, shows in who answers. How exactly they choose is the routing's own tests' matter. */
@OverEveryDeployment
class PoliciesIT {
    private static final int LIMIT_SECONDS = 10;

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final List<Client> balancers;
    private final Client client;
    private final Tenant tenant;

    PoliciesIT(Deployment deployment) {
        balancers = deployment.site().balancers();
        client = deployment.site().client();
        tenant = deployment.tenant();
    }

    @Test
    void roundRobinTakesTurns() {
        List<TestNode> three = List.of(nodes.saying("one"), nodes.saying("two"), nodes.saying("three"));
        String app = app("round-robin", three);

        ask(app, 60);

        assertThat(three).extracting(TestNode::requests).allSatisfy(requests -> assertThat(requests)
                .isBetween(18L, 22L));
    }

    @Test
    void randomGoesByWeight() {
        TestNode heavy = nodes.saying("heavy");
        TestNode light = nodes.saying("light");
        String app = app("random", List.of(heavy, light));
        tenant.configureNode(app, heavy.port(), new JsonObject().put("weight", 900));

        ask(app, 400);

        assertThat(light.requests()).isBetween(10L, 80L); // 40 are due, give or take 5 times 6.
        assertThat(heavy.requests() + light.requests()).isEqualTo(400);
    }

    @Test
    void leastRequestsAvoidsANodeThatIsBusy() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(3);
        ServingNode thinks = nodes.serving(request -> busy.countDown());
        TestNode idle = nodes.saying("idle");
        String app = tenant.newApp(thinks.port());
        configure(app, "least-requests");

        try (RawClient one = client.raw();
                RawClient two = client.raw();
                RawClient three = client.raw()) {
            for (RawClient waiting : List.of(one, two, three)) {
                waiting.send("GET /api/balance/" + app + " HTTP/1.1\r\nHost: a\r\n\r\n");
            }
            assertThat(busy.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            tenant.addNode(app, idle.port());
            ask(app, 40);
        }

        assertThat(idle.requests()).isEqualTo(40);
    }

    @Test
    void peakEwmaPrefersANodeThatIsQuick() {
        ServingNode slow = nodes.serving(request ->
                Nodes.vertx().setTimer(200, late -> request.response().end("slow")));
        TestNode quick = nodes.saying("quick");
        String app = tenant.newApp(slow.port(), quick.port());
        configure(app, "peak-ewma");

        ask(app, 60);

        assertThat(quick.requests()).isGreaterThan(45);
    }

    @Test
    void hashSendsTheSameToTheSameNodeFromEveryBalancer() {
        List<TestNode> three = List.of(nodes.saying("one"), nodes.saying("two"), nodes.saying("three"));
        String app = app("hash", three);
        tenant.configure(app, new JsonObject().put("hashOn", "header:X-User"));

        Set<String> chosen = new HashSet<>();
        for (int user = 0; user < 30; user++) {
            Set<String> ofUser = new HashSet<>();
            for (Client balancer : balancers) {
                for (int i = 0; i < 3; i++) {
                    ofUser.add(balancer.call("GET", "/api/balance/" + app)
                            .header("X-User", "user-" + user)
                            .send()
                            .body());
                }
            }
            assertThat(ofUser).as("user %d", user).hasSize(1);
            chosen.addAll(ofUser);
        }

        assertThat(chosen).containsExactlyInAnyOrder("one", "two", "three");
    }

    private String app(String policy, List<TestNode> its) {
        String app = tenant.newApp(its.stream().mapToInt(TestNode::port).toArray());
        configure(app, policy);
        return app;
    }

    private void configure(String app, String policy) {
        assertThat(tenant.configure(app, new JsonObject().put("policy", policy)).success())
                .isEqualTo("200 " + app);
    }

    private void ask(String app, int times) {
        IntStream.range(0, times)
                .forEach(i -> assertThat(client.balance(app, "/").status()).isEqualTo(200));
    }
}
