package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.AppSettings;
import balanza.contract.AppSettings.HealthCheck;
import balanza.contract.AppSettings.Limits;
import balanza.contract.AppSettings.Retry;
import balanza.contract.AppSettings.Timeouts;
import balanza.contract.Endpoint;
import balanza.contract.HashOn;
import balanza.contract.PolicyName;
import balanza.contract.RegistryRequest.ConfigureApp;
import balanza.contract.RegistryRequest.ConfigureNode;
import balanza.contract.RegistryRequest.GetApp;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changing the settings of an app and of a node. */
class SettingsCallsTest {
    private static final String DONE = "{\"status_code\":\"200\",\"description\":\"shop\"}";
    private static final String NODE = "{\"host\":\"N1.\",\"port\":8080";
    private static final AppSettings ALL = new AppSettings(
            PolicyName.HASH,
            HashOn.of("cookie:sid"),
            true,
            new Retry(1, 10),
            new Timeouts(500, 10_000, 20_000, 60_000),
            new Limits(100, 400, 20, 250),
            true,
            30,
            new HealthCheck(2, 1_000, 1, 3, List.of("200-299", "304")));

    private Balancer balancer;
    private OneApp registry;

    @BeforeEach
    void start() throws Exception {
        balancer = Balancer.ready();
        Neighbours.authOf(balancer);
        registry = OneApp.of(balancer, new Endpoint("n1", 8080));
    }

    @AfterEach
    void close() {
        balancer.close();
    }

    @Test
    void setsEverythingAtOnceAndShowsIt() throws Exception {
        var settings = "\"policy\":\"hash\",\"hashOn\":\"cookie:sid\",\"sticky\":true,"
                + "\"retry\":{\"attempts\":1,\"budgetPercent\":10},"
                + "\"timeouts\":{\"connectMs\":500,\"answerMs\":10000,\"bodyStallMs\":20000,\"upgradedIdleMs\":60000},"
                + "\"limits\":{\"nodeRequests\":100,\"appRequests\":400,\"queue\":20,\"queueMs\":250},"
                + "\"failOpen\":true,\"slowStartSeconds\":30,\"healthCheck\":{\"intervalSeconds\":2,\"timeoutMs\":1000,"
                + "\"rise\":1,\"fall\":3,\"statuses\":[\"200-299\",\"304\"]}";

        var answer = patch("{" + settings + "}");

        assertThat(answer.body()).isEqualTo(DONE);
        assertThat(answer.fields("etag")).containsExactly("\"2\"");
        assertThat(registry.asked(ConfigureApp.class))
                .containsExactly(new ConfigureApp(Neighbours.ANA.id(), "shop", ALL, 1));
        var shown = balancer.call("GET", "/api/apps/shop", "");
        assertThat(shown.fields("etag")).containsExactly("\"2\"");
        assertThat(shown.body()).contains("\"revision\":2," + settings + ",\"nodes\":[");
    }

    @Test
    void changesOnlyWhatIsGiven() throws Exception {
        registry.set(ALL);

        patch("{\"policy\":\"round-robin\",\"retry\":{\"budgetPercent\":0},\"healthCheck\":{\"statuses\":[\"204\"]}}");

        assertThat(registry.app().settings())
                .isEqualTo(new AppSettings(
                        PolicyName.ROUND_ROBIN,
                        ALL.hashOn(),
                        true,
                        new Retry(1, 0),
                        ALL.timeouts(),
                        ALL.limits(),
                        true,
                        30,
                        new HealthCheck(2, 1_000, 1, 3, List.of("204"))));
        patch("{}");
        assertThat(registry.app().settings().policy()).isEqualTo(PolicyName.ROUND_ROBIN);
    }

    @Test
    void nullSetsBackToWhatIsUsual() throws Exception {
        registry.set(ALL);

        patch("{\"timeouts\":{\"answerMs\":null},\"limits\":null,\"healthCheck\":{\"statuses\":null,\"rise\":null}}");

        var partly = registry.app().settings();
        assertThat(partly.timeouts()).isEqualTo(new Timeouts(500, null, 20_000, 60_000));
        assertThat(partly.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(partly.healthCheck()).isEqualTo(new HealthCheck(2, 1_000, null, 3, null));
        assertThat(partly.policy()).isEqualTo(PolicyName.HASH);

        patch("{\"policy\":null,\"hashOn\":null,\"sticky\":null,\"retry\":null,\"timeouts\":null,\"limits\":null,"
                + "\"failOpen\":null,\"slowStartSeconds\":null,\"healthCheck\":null}");
        assertThat(registry.app().settings()).isEqualTo(AppSettings.DEFAULT);
    }

    @Test
    void showsWhatIsUsualWhereNothingElseIsSet() throws Exception {
        patch("{\"timeouts\":{\"answerMs\":50},\"limits\":{\"queue\":0}}");

        var shown = balancer.call("GET", "/api/apps/shop", "").json();
        assertThat(shown.getJsonObject("timeouts").encode())
                .isEqualTo("{\"connectMs\":1000,\"answerMs\":50,\"bodyStallMs\":30000,\"upgradedIdleMs\":3600000}");
        assertThat(shown.getJsonObject("limits").encode())
                .isEqualTo("{\"nodeRequests\":256,\"appRequests\":1024,\"queue\":0,\"queueMs\":500}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/merge-patch+json", "Application/Merge-Patch+JSON; charset=utf-8"
            })
    void takesAMergePatch(String type) throws Exception {
        var answer = balancer.ask("PATCH /api/apps/shop HTTP/1.1\r\nHost: x\r\nContent-Type: " + type
                + "\r\nAuthorization: JWT good.token\r\nContent-Length: 15\r\n\r\n{\"sticky\":true}");

        assertThat(answer.body()).isEqualTo(DONE);
        assertThat(registry.app().settings().sticky()).isTrue();
    }

    @Test
    void aWholeNumberMayBeWrittenInAnyWay() throws Exception {
        patch("{\"slowStartSeconds\":3e1,\"retry\":{\"attempts\":1.0}}");

        assertThat(registry.app().settings().slowStartSeconds()).isEqualTo(30);
        assertThat(registry.app().settings().retry().attempts()).isEqualTo(1);
    }

    @Test
    void aChangeInBetweenIsNotLost() throws Exception {
        registry.changeAfterReading(4);

        assertThat(patch("{\"sticky\":true}").body()).isEqualTo(DONE);
        assertThat(registry.asked(ConfigureApp.class))
                .extracting(ConfigureApp::revision)
                .containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void givesUpOnAnAppThatChangesAllTheTime() throws Exception {
        registry.changeAfterReading(5);

        assertThat(patch("{\"sticky\":true}").error()).startsWith("503/10 ");
        assertThat(registry.asked(ConfigureApp.class)).hasSize(5);
        assertThat(registry.app().settings()).isEqualTo(AppSettings.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"If-Match: \"1\"", "If-Match: *", "If-Match: \"7\" ,\"1\"", "If-Match: \"7\"\r\nIf-Match: \"1\""
            })
    void changesIfTheRevisionIsOneOfThose(String condition) throws Exception {
        assertThat(patch("{\"sticky\":true}", condition).body()).isEqualTo(DONE);
        assertThat(patchNode(NODE + ",\"weight\":7}", condition.replace("1", "2"))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "W/\"1\"", "1", "\"01\"", "\"1", "\"\"", "", "\"3\", \"0\"", "'1'"})
    void leavesTheAppIfTheRevisionIsAnother(String tags) throws Exception {
        var told = "412/11 The app has changed since you read it: read it again";

        assertThat(patch("{\"sticky\":true}", "If-Match: " + tags).error()).isEqualTo(told);
        assertThat(patchNode(NODE + ",\"weight\":7}", "If-Match: " + tags).error())
                .isEqualTo(told);
        assertThat(registry.asked(ConfigureApp.class)).isEmpty();
        assertThat(registry.asked(ConfigureNode.class)).isEmpty();
    }

    @Test
    void aConditionHoldsUntilTheChangeIsMade() throws Exception {
        registry.changeAfterReading(1);
        assertThat(patch("{\"sticky\":true}", "If-Match: \"1\"").error()).startsWith("412/11 ");

        registry.changeAfterReading(1);
        assertThat(patchNode(NODE + ",\"weight\":7}", "If-Match: \"2\"").error())
                .startsWith("412/11 ");
        assertThat(registry.app().settings()).isEqualTo(AppSettings.DEFAULT);
    }

    @Test
    void changesANodeByItsCanonicalName() throws Exception {
        var answer = patchNode(NODE + ",\"statuspath\":\"up\",\"weight\":0,\"state\":\"drain\"}");

        assertThat(answer.body()).isEqualTo("{\"status_code\":\"200\",\"description\":\"n1:8080\"}");
        assertThat(answer.fields("etag")).containsExactly("\"2\"");
        patchNode(NODE + ",\"state\":\"active\"}", "If-Match: \"2\"");
        patchNode(NODE + "}");
        var user = Neighbours.ANA.id();
        var endpoint = new Endpoint("n1", 8080);
        assertThat(registry.asked(ConfigureNode.class))
                .containsExactly(
                        new ConfigureNode(user, "shop", endpoint, "/up", 0, true, null),
                        new ConfigureNode(user, "shop", endpoint, null, null, false, 2L),
                        new ConfigureNode(user, "shop", endpoint, null, null, null, null));
        assertThat(registry.asked(GetApp.class)).hasSize(1);
    }

    @Test
    void aChangeHoldsForTheVeryNextRequest() throws Exception {
        try (var node = RawNode.saying("hello")) {
            var other = Balancer.ready();
            Neighbours.authOf(other);
            OneApp.of(other, node.endpoint());
            try (other) {
                assertThat(other.get("/api/balance/shop").status()).isEqualTo(404);
                other.call("PATCH", "/api/apps/shop", "{}");
                assertThat(other.get("/api/balance/shop").body()).isEqualTo("hello");
            }
        }
    }

    private Answer patch(String body, String... fields) throws Exception {
        return call("/api/apps/shop", body, fields);
    }

    private Answer patchNode(String body, String... fields) throws Exception {
        return call("/api/nodes/shop", body, fields);
    }

    private Answer call(String path, String body, String... fields) throws Exception {
        var token = "Authorization: Bearer " + Neighbours.TOKEN;
        return balancer.call("PATCH", path, body, fields.length == 0 ? token : token + "\r\n" + fields[0]);
    }
}
