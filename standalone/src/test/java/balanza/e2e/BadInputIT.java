package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Answer;
import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.Unique;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A body that makes no sense is refused in clear words, and nothing of it is kept. */
@OverEveryDeployment
class BadInputIT {
    private static final int A_MEBIBYTE = 1 << 20;

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final Client client;
    private final Tenant tenant;
    private final String app;

    BadInputIT(Deployment deployment) {
        client = deployment.site().client();
        tenant = deployment.tenant();
        app = tenant.newApp(nodes.refusing());
    }

    static Stream<String> notAnObject() {
        return Stream.of(
                "",
                " ",
                "{",
                "{]",
                "not json",
                "null",
                "true",
                "42",
                "\"text\"",
                "[]",
                "[{}]",
                "{}{}",
                "{'a':1}",
                "{\"email\":\"a@b.cd\",}",
                "[".repeat(10_000),
                "{\"a\":".repeat(10_000));
    }

    static Stream<String> credentials() {
        return Stream.of(
                "{}",
                "{\"email\":\"a@b.cd\"}",
                "{\"password\":\"correct horse\"}",
                "{\"email\":{\"$ne\":null},\"password\":{\"$ne\":null}}",
                "{\"email\":{\"$ne\":null},\"password\":\"correct horse\"}",
                "{\"email\":\"a@b.cd\",\"password\":{\"$ne\":null}}",
                "{\"email\":null,\"password\":\"correct horse\"}",
                "{\"email\":5,\"password\":\"correct horse\"}",
                "{\"email\":[\"a@b.cd\"],\"password\":\"correct horse\"}",
                "{\"email\":\"\",\"password\":\"correct horse\"}",
                "{\"email\":\"a\",\"password\":\"correct horse\"}",
                "{\"email\":\"a@b\",\"password\":\"correct horse\"}",
                "{\"email\":\"a@b.cd\\n\",\"password\":\"correct horse\"}",
                "{\"email\":\" a@b.cd\",\"password\":\"correct horse\"}",
                "{\"email\":\"" + "a".repeat(250) + "@b.cd\",\"password\":\"correct horse\"}",
                "{\"email\":\"a@b.cd\",\"password\":12345678}",
                "{\"email\":\"a@b.cd\",\"password\":\"short\"}");
    }

    static Stream<String> endpoints() {
        Stream<String> ports = Stream.of(
                        "80.5", "\"80\"", "0", "65536", "-1", "1e400", "-1e400", "null", "[]", "{}", "true")
                .map(port -> "{\"host\":\"127.0.0.1\",\"port\":" + port + ",\"statuspath\":\"health\"}");
        Stream<String> hosts = Stream.of(
                        "null",
                        "5",
                        "{\"$ne\":null}",
                        "[]",
                        "\"\"",
                        "\" \"",
                        "\"a b\"",
                        "\"a/b\"",
                        "\"a:80\"",
                        "\"a@b\"",
                        "\"1.2.3.4.5\"",
                        "\"256.1.1.1\"",
                        "\"[::1\"",
                        "\"a\\r\\nb\"",
                        "\"" + "a".repeat(300) + "\"")
                .map(host -> "{\"host\":" + host + ",\"port\":80,\"statuspath\":\"health\"}");
        Stream<String> incomplete = Stream.of("{}", "{\"host\":\"127.0.0.1\"}", "{\"port\":80}");
        return Stream.of(ports, hosts, incomplete).flatMap(bodies -> bodies);
    }

    static Stream<String> nodesToAdd() {
        Stream<String> statusPaths = Stream.of(
                        "null", "5", "{}", "\"a b\"", "\"a\\nb\"", "\"a#b\"", "\"\\u0000\"", "\"\u00e9\"")
                .map(path -> "{\"host\":\"127.0.0.1\",\"port\":80,\"statuspath\":" + path + "}");
        Stream<String> incomplete = Stream.of("{\"host\":\"127.0.0.1\",\"port\":80}");
        return Stream.of(endpoints(), statusPaths, incomplete).flatMap(bodies -> bodies);
    }

    @ParameterizedTest
    @MethodSource({"notAnObject", "credentials"})
    void noUserCanBeMadeOfThis(String body) {
        assertThat(refusal(client.call("POST", "/api/users").json(body).send())).isEqualTo("400/01");
        assertThat(refusal(client.call("DELETE", "/api/users").json(body).send()))
                .isEqualTo("400/01");
        assertThat(refusal(client.call("POST", "/api/auth").json(body).send())).isEqualTo("400/01");
    }

    @ParameterizedTest
    @MethodSource({"notAnObject", "nodesToAdd"})
    void noAppAndNoNodeCanBeMadeOfThis(String body) {
        String before = tenant.app(app).body();
        String fresh = Unique.name("bad");

        assertThat(refusal(tenant.call("POST", "/api/apps/" + fresh).json(body).send()))
                .isEqualTo("400/01");
        assertThat(refusal(tenant.call("POST", "/api/nodes/" + app).json(body).send()))
                .isEqualTo("400/01");

        assertThat(tenant.app(fresh).failure()).isEqualTo("404/02");
        assertThat(nodesIn(tenant.app(app).body())).isEqualTo(nodesIn(before));
    }

    @ParameterizedTest
    @MethodSource({"notAnObject", "endpoints"})
    void noNodeIsRemovedForThis(String body) {
        assertThat(refusal(tenant.call("DELETE", "/api/nodes/" + app).json(body).send()))
                .isEqualTo("400/01");
        assertThat(nodesIn(tenant.app(app).body())).isEqualTo(1);
    }

    @Test
    void aMebibyteOfBracketsIsRefused() {
        String brackets = "[".repeat(A_MEBIBYTE);

        for (String call : List.of("POST /api/users", "DELETE /api/users", "POST /api/auth")) {
            String[] parts = call.split(" ", -1);
            assertThat(client.call(parts[0], parts[1]).json(brackets).send().failure())
                    .as(call)
                    .isIn("413/08", "400/01");
        }
        for (String call :
                List.of("POST /api/apps/" + app + "x", "POST /api/nodes/" + app, "DELETE /api/nodes/" + app)) {
            String[] parts = call.split(" ", -1);
            assertThat(tenant.call(parts[0], parts[1]).json(brackets).send().failure())
                    .as(call)
                    .isIn("413/08", "400/01");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "80.5  | port: 80.5 (expected: a whole number from 1 to 65535)",
                "0     | port: 0 (expected: a whole number from 1 to 65535)",
                "65536 | port: 65536 (expected: a whole number from 1 to 65535)"
            })
    void theFieldIsNamed(String port, String description) {
        String body = "{\"host\":\"127.0.0.1\",\"port\":" + port + ",\"statuspath\":\"health\"}";

        assertThat(tenant.call("POST", "/api/nodes/" + app).json(body).send().description())
                .isEqualTo(description);
    }

    private static String refusal(Answer answer) {
        assertThat(answer.body()).doesNotContain("Exception", "io.vertx", "java.", "balanza.");
        return answer.failure();
    }

    private static int nodesIn(String app) {
        return new io.vertx.core.json.JsonObject(app).getJsonArray("nodes").size();
    }
}
