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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How an app wants its requests treated: who may change that, and how. */
@OverEveryDeployment
class SettingsIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final Client client;
    private final Tenant tenant;

    SettingsIT(Deployment deployment) {
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
