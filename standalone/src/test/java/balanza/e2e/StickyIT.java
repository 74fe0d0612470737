package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Answer;
import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.Poll;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client stays with its node as long as that one is there, whatever becomes of others and whichever balancer it asks. */
@OverEveryDeployment
class StickyIT {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int ENOUGH_TO_MEET_ANOTHER = 15;

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final List<Client> balancers;
    private final Client client;
    private final Tenant tenant;
    private final Map<String, TestNode> byName = new HashMap<>();
    private String app;

    StickyIT(Deployment deployment) {
        balancers = deployment.site().balancers();
        client = deployment.site().client();
        tenant = deployment.tenant();
    }

    @BeforeEach
    void anAppWithThreeNodes() {
        for (String name : List.of("one", "two", "three")) {
            byName.put(name, nodes.saying(name));
        }
        app = tenant.newApp(byName.values().stream().mapToInt(TestNode::port).toArray());
        assertThat(tenant.configure(app, new JsonObject().put("sticky", true)).success())
                .isEqualTo("200 " + app);
    }

    @Test
    void aClientStaysWithItsNodeWhileOthersComeAndGo() {
        Answer first = client.balance(app, "/");
        String cookie = cookie(first);
        String mine = first.body();

        assertStays(cookie, mine);
        tenant.addNode(app, nodes.saying("four").port());
        assertStays(cookie, mine);
        byName.entrySet().stream()
                .filter(node -> !node.getKey().equals(mine))
                .forEach(node -> tenant.removeNode(app, node.getValue().port()));
        assertStays(cookie, mine);
    }

    @Test
    void aClientWhoseNodeIsDownGetsAnotherAndStaysThere() {
        Answer first = client.balance(app, "/");
        TestNode its = byName.get(first.body());
        its.health(500);

        for (Client balancer : balancers) {
            Poll.until(
                    LIMIT, () -> assertThat(ask(balancer, cookie(first)).body()).isNotEqualTo(first.body()));
        }
        Answer second = ask(client, cookie(first));
        assertThat(second.body()).isNotEqualTo(first.body());
        assertStays(cookie(second), second.body());

        its.health(200);
        Poll.until(LIMIT, () -> assertThat(tenant.state(app, its.port())).isEqualTo("up"));
        assertStays(cookie(second), second.body());
    }

    @Test
    void aNodeWithoutWeightKeepsItsClientsAndGetsNoOthers() {
        Answer first = client.balance(app, "/");
        tenant.configureNode(app, byName.get(first.body()).port(), new JsonObject().put("weight", 0));

        for (Client balancer : balancers) {
            Poll.until(LIMIT, () -> {
                for (int i = 0; i < ENOUGH_TO_MEET_ANOTHER; i++) {
                    assertThat(balancer.balance(app, "/").body()).isNotEqualTo(first.body());
                }
            });
        }
        assertStays(cookie(first), first.body());
    }

    @Test
    void aCookieThatWasTamperedWithCountsForNothing() {
        Answer first = client.balance(app, "/");
        String forged = cookie(first).replaceFirst(".$", cookie(first).endsWith("x") ? "y" : "x");

        assertThat(cookie(ask(client, forged))).isNotEqualTo(forged);
    }

    /** At every balancer, and nothing is said of it again. */
    private void assertStays(String cookie, String expected) {
        for (Client balancer : balancers) {
            Poll.until(LIMIT, () -> assertThat(ask(balancer, cookie).header("set-cookie"))
                    .isEmpty()); // A balancer may hear of a change a moment later.
            for (int i = 0; i < ENOUGH_TO_MEET_ANOTHER; i++) {
                Answer answer = ask(balancer, cookie);
                assertThat(answer.body()).isEqualTo(expected);
                assertThat(answer.header("set-cookie")).isEmpty();
            }
        }
    }

    private Answer ask(Client balancer, String cookie) {
        return balancer.call("GET", "/api/balance/" + app)
                .header("Cookie", "theme=dark; " + cookie)
                .send();
    }

    private static String cookie(Answer answer) {
        String header = answer.header("set-cookie");
        assertThat(header).as("%s", answer).contains("=").contains("HttpOnly");
        return header.split(";", 2)[0];
    }
}
