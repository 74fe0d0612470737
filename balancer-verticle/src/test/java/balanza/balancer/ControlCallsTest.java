package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.AuthRequest.SignUp;
import balanza.contract.Credentials;
import balanza.contract.Endpoint;
import balanza.contract.NodeSpec;
import balanza.contract.RegistryRequest.AddNode;
import balanza.contract.RegistryRequest.CreateApp;
import balanza.contract.RegistryRequest.ReadLogs;
import balanza.contract.RegistryRequest.RemoveNode;
import balanza.contract.Scheme;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every control call when all goes well, and the tokens they ask for. */
class ControlCallsTest {
    private static final String ANA = "{\"email\":\"Ana@Example.com\",\"password\":\"secret1\"}";
    private static final String NODE = "{\"host\":\"N1.\",\"port\":8080,\"statuspath\":\"status\"}";

    private static Balancer balancer;
    private static Neighbours neighbours;

    @BeforeAll
    static void start() throws IOException {
        balancer = Balancer.ready();
        neighbours = Neighbours.of(balancer);
    }

    @AfterAll
    static void close() {
        balancer.close();
    }

    @BeforeEach
    void forget() {
        neighbours.asked();
    }

    @Test
    void signsUp() throws Exception {
        var answer = balancer.call("POST", "/api/users", ANA);

        assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 201 Created");
        assertThat(answer.fields("content-type")).containsExactly("application/json");
        assertThat(answer.body()).isEqualTo("{\"status_code\":\"201\",\"description\":\"ana@example.com\"}");
        assertThat(neighbours.asked()).containsExactly(new SignUp(new Credentials("ana@example.com", "secret1")));
    }

    @Test
    void closesAnAccount() throws Exception {
        assertThat(balancer.call("DELETE", "/api/users", ANA).body())
                .isEqualTo("{\"status_code\":\"200\",\"description\":\"ana@example.com\"}");
    }

    @Test
    void issuesATokenToWhoKnowsThePassword() throws Exception {
        assertThat(balancer.call("POST", "/api/auth", ANA).body()).isEqualTo("{\"access_token\":\"good.token\"}");
        assertThat(balancer.call("POST", "/api/auth", ANA.replace("secret1", "secret2"))
                        .error())
                .isEqualTo("401/06 Wrong or missing credentials");
    }

    @Test
    void aCreatedAppIsRoutedByTheVeryNextRequest() throws Exception {
        try (var node = RawNode.saying("hello")) {
            var spec = "{\"host\":\"127.0.0.1\",\"port\":" + node.endpoint().port() + ",\"statuspath\":\"/up?x\"}";
            for (int i = 0; i < 20; i++) {
                var answer = balancer.call("POST", "/api/apps/new" + i, spec);
                assertThat(answer.status()).isEqualTo(201);
                assertThat(answer.body()).isEqualTo("{\"status_code\":\"201\",\"description\":\"new" + i + "\"}");
                assertThat(balancer.get("/api/balance/new" + i).body()).isEqualTo("hello");
            }
            assertThat(neighbours.asked())
                    .contains(new CreateApp(Neighbours.ANA.id(), "new0", new NodeSpec(node.endpoint(), "/up?x")));
        }
    }

    @Test
    void aRemovedAppIsGoneForTheVeryNextRequest() throws Exception {
        balancer.call("POST", "/api/apps/brief", NODE);
        assertThat(balancer.call("DELETE", "/api/apps/brief", "").body())
                .isEqualTo("{\"status_code\":\"200\",\"description\":\"brief\"}");
        assertThat(balancer.get("/api/balance/brief").status()).isEqualTo(404);
    }

    @Test
    void addsAndRemovesNodesByTheirCanonicalName() throws Exception {
        assertThat(balancer.call("POST", "/api/nodes/shop", NODE).body())
                .isEqualTo("{\"status_code\":\"201\",\"description\":\"n1:8080\"}");
        assertThat(balancer.call("DELETE", "/api/nodes/shop", "{\"host\":\"[0:0::1]\",\"port\":8.08e3}")
                        .body())
                .isEqualTo("{\"status_code\":\"200\",\"description\":\"[::1]:8080\"}");
        var user = Neighbours.ANA.id();
        assertThat(neighbours.asked())
                .contains(
                        new AddNode(user, "shop", new NodeSpec(new Endpoint("n1", 8080), "/status")),
                        new RemoveNode(user, "shop", new Endpoint("::1", 8080)));
    }

    @Test
    void addsNodesWithSchemeAndWeight() throws Exception {
        for (var path : new String[] {"/api/apps/new", "/api/nodes/shop"}) {
            assertThat(balancer.call("POST", path, NODE.replace("}", ",\"scheme\":\"https\",\"weight\":0,\"more\":1}"))
                            .status())
                    .isEqualTo(201);
        }
        var user = Neighbours.ANA.id();
        var spec = new NodeSpec(new Endpoint("n1", 8080), "/status", Scheme.HTTPS, 0);
        assertThat(neighbours.asked()).contains(new CreateApp(user, "new", spec), new AddNode(user, "shop", spec));
    }

    @Test
    void showsApps() throws Exception {
        assertThat(balancer.call("GET", "/api/apps", "").body())
                .isEqualTo("{\"apps\":[{\"name\":\"shop\",\"nodes\":1,\"up\":0}]}");
        var shop = balancer.call("GET", "/api/apps/shop", "");
        assertThat(shop.fields("etag")).containsExactly("\"1\"");
        assertThat(shop.body())
                .isEqualTo("{\"name\":\"shop\",\"owner\":\"ana@example.com\",\"created\":\"1970-01-01T00:00:00Z\","
                        + "\"revision\":1,\"policy\":\"random\",\"hashOn\":\"address\",\"sticky\":false,"
                        + "\"retry\":{\"attempts\":2,\"budgetPercent\":20},"
                        + "\"timeouts\":{\"connectMs\":1000,\"answerMs\":30000,\"bodyStallMs\":30000,"
                        + "\"upgradedIdleMs\":3600000},"
                        + "\"limits\":{\"nodeRequests\":256,\"appRequests\":1024,\"queue\":64,\"queueMs\":500},"
                        + "\"failOpen\":false,\"slowStartSeconds\":0,"
                        + "\"healthCheck\":{\"intervalSeconds\":null,\"timeoutMs\":null,\"rise\":null,"
                        + "\"fall\":null,\"statuses\":[\"200\"]},"
                        + "\"nodes\":[{\"host\":\"::1\",\"port\":80,\"statuspath\":\"/\",\"scheme\":\"http\","
                        + "\"weight\":100,\"state\":\"unknown\",\"draining\":false,"
                        + "\"since\":\"1970-01-01T00:00:00Z\",\"reason\":null}]}");
    }

    @Test
    void showsLogsPageByPage() throws Exception {
        var record = "{\"date\":\"Tue, 14 Nov 2023 22:13:20 GMT\",\"end_point\":\"n:1\",\"method\":\"GET\","
                + "\"path\":\"a/b\",\"response_code\":200,\"total_time_ms\":12,"
                + "\"attempts\":[],\"upstream_ms\":0,\"bytes\":0,\"request_id\":\"\",\"reason\":null}";
        assertThat(balancer.call("GET", "/api/logs/shop", "").body())
                .isEqualTo("{\"app_name\":\"shop\",\"logs\":[" + record + "],\"next\":\"older\"}");
        assertThat(balancer.call("GET", "/api/logs/shop?cursor=a%2Bb&limit=7", "")
                        .body())
                .isEqualTo("{\"app_name\":\"shop\",\"logs\":[" + record + "]}");
        assertThat(neighbours.asked())
                .contains(
                        new ReadLogs(Neighbours.ANA.id(), "shop", null, 1_000, false),
                        new ReadLogs(Neighbours.ANA.id(), "shop", "a+b", 7, false));
    }

    @Test
    void showsWhyRequestsFailedToWhoAsksForAllOfTheLog() throws Exception {
        var date = "{\"date\":\"Tue, 14 Nov 2023 22:13:20 GMT\",";

        assertThat(balancer.call("GET", "/api/logs/shop?all=true&cursor=c&limit=3", "")
                        .body())
                .isEqualTo(
                        "{\"app_name\":\"shop\",\"logs\":["
                                + date
                                + "\"end_point\":\"n:1\",\"method\":\"GET\",\"path\":\"a/b\",\"response_code\":200,"
                                + "\"total_time_ms\":12,\"attempts\":[],\"upstream_ms\":0,\"bytes\":0,"
                                + "\"request_id\":\"\",\"reason\":null},"
                                + date
                                + "\"end_point\":null,\"method\":\"GET\",\"path\":\"a/b\",\"response_code\":412,"
                                + "\"total_time_ms\":1012,\"attempts\":["
                                + "{\"node\":\"n:1\",\"ms\":3,\"outcome\":\"connect_refused\"},"
                                + "{\"node\":\"[::1]:80\",\"ms\":1000,\"outcome\":\"response_timeout\"}],"
                                + "\"upstream_ms\":0,\"bytes\":98,\"request_id\":\"id-2\",\"reason\":\"response_timeout\"},"
                                + date
                                + "\"end_point\":\"n:1\",\"method\":\"POST\",\"path\":\"\",\"response_code\":200,"
                                + "\"total_time_ms\":30,\"attempts\":[{\"node\":\"n:1\",\"ms\":9,\"outcome\":\"answered\"}],"
                                + "\"upstream_ms\":9,\"bytes\":5000000000,\"request_id\":\"id-3\",\"reason\":\"client_gone\"}]}");
        assertThat(balancer.call("GET", "/api/logs/shop?all=false", "").status())
                .isEqualTo(200);
        assertThat(neighbours.asked())
                .contains(
                        new ReadLogs(Neighbours.ANA.id(), "shop", "c", 3, true),
                        new ReadLogs(Neighbours.ANA.id(), "shop", null, 1_000, false));
    }

    @Test
    void tellsItsHealth() throws Exception {
        assertThat(balancer.get("/api/health").body())
                .isEqualTo("{\"auth\":\"up\",\"registry\":\"up\",\"monitor\":\"up\",\"balancer\":\"up\"}");
        assertThat(balancer.get("/api/health/live").body()).isEqualTo("{\"live\":true}");
        assertThat(balancer.get("/api/health/ready").body()).isEqualTo("{\"ready\":true}");
    }

    @Test
    void passesOnWhatTheOthersRefuse() throws Exception {
        assertThat(balancer.call("POST", "/api/apps/taken", NODE).error())
                .isEqualTo("409/02 That app is already registered");
        assertThat(balancer.call("GET", "/api/apps/ghost", "").error())
                .isEqualTo("404/02 You have no app of that name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JWT good.token",
                "Bearer good.token",
                "jwt good.token",
                "BEARER   good.token",
                "bEaReR good.token"
            })
    void takesATokenInEitherScheme(String authorization) throws Exception {
        assertThat(balancer.call("GET", "/api/apps", "", "Authorization: " + authorization)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: 1",
                "Authorization:",
                "Authorization: Bearer",
                "Authorization: good.token",
                "Authorization: Basic good.token",
                "Authorization: Bearer good.token x",
                "Authorization: Bearergood.token",
                "Authorization: Bearer bad"
            })
    void refusesWhoHasNoToken(String field) throws Exception {
        var answer = balancer.call("GET", "/api/apps", "", field);

        assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 401 Unauthorized");
        assertThat(answer.error()).isEqualTo("401/06 Wrong or missing credentials");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/apps/shop",
        "PATCH, /api/apps/shop",
        "DELETE, /api/apps/shop",
        "POST, /api/nodes/shop",
        "DELETE, /api/nodes/shop",
        "DELETE, /api/nodes/shop?drain=1&wait=true",
        "GET, /api/apps",
        "GET, /api/apps/shop",
        "GET, /api/logs/shop"
    })
    void asksForATokenEverywhere(String method, String path) throws Exception {
        assertThat(balancer.call(method, path, method.equals("PATCH") ? "{}" : NODE, "X: 1")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void asksForATokenBeforeANodeIsChanged() throws Exception {
        assertThat(balancer.call("PATCH", "/api/nodes/shop", "{\"host\":\"n\",\"port\":1}", "X: 1")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void tellsAProblemIfAsked() throws Exception {
        for (var accept : new String[] {"application/problem+json", "text/html, Application/Problem+JSON;q=0.9"}) {
            var answer = balancer.call("GET", "/api/apps", "", "Accept: " + accept);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.fields("content-type")).containsExactly("application/problem+json");
            assertThat(answer.body())
                    .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Wrong or missing credentials\",\"status\":401,"
                            + "\"detail\":\"Wrong or missing credentials\",\"code\":\"06\"}");
        }
    }
}
