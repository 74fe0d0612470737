package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Answer;
import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.RawAnswer;
import balanza.e2e.site.RawClient;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.Unique;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of failures, and those that concern no app in particular. */
@OverEveryDeployment
class ErrorsIT {
    private final Client client;
    private final Tenant tenant;

    ErrorsIT(Deployment deployment) {
        client = deployment.site().client();
        tenant = deployment.tenant();
    }

    @Test
    void aFailureIsJsonToTheLetter() {
        Answer answer = client.balance(Unique.name("none"), "");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("content-type")).startsWith("application/json");
        assertThat(answer.body()).matches("\\{\"status_code\":\"404\",\"error\":\"02\",\"description\":\"[^\"]+\"}");
    }

    @Test
    void aFailureIsAProblemDocumentForWhoAcceptsThat() {
        Answer answer = client.call("GET", "/api/nothing")
                .header("Accept", "application/problem+json")
                .send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
        JsonObject problem = answer.json();
        assertThat(problem.getInteger("status")).isEqualTo(404);
        assertThat(problem.getString("code")).isEqualTo("07");
        assertThat(problem.getString("title")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api", "/api/", "/api/nothing", "/api/users/x", "/apis/users", "/API/users"})
    void anUnknownPathIsToldAsSuch(String path) {
        assertThat(client.get(path).failure()).isEqualTo("404/07");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/users, 'DELETE,POST'",
        "GET, /api/auth, 'POST'",
        "PUT, /api/apps/shop, 'DELETE,GET,HEAD,POST'",
        "POST, /api/apps, 'GET,HEAD'",
        "GET, /api/nodes/shop, 'DELETE,POST'",
        "POST, /api/logs/shop, 'GET,HEAD'",
        "POST, /api/health, 'GET,HEAD'",
        "POST, /api/health/live, 'GET,HEAD'",
        "DELETE, /api/health/ready, 'GET,HEAD'"
    })
    void aWrongMethodIsToldWithTheRightOnes(String method, String path, String allowed) {
        Answer answer = tenant.call(method, path).json("{}").send();

        assertThat(answer.failure()).isEqualTo("405/07");
        Set<String> told = Set.of(answer.header("allow").split("\\s*,\\s*", -1));
        assertThat(told)
                .contains(allowed.split(",", -1))
                .isSubsetOf("GET", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonx", "json"})
    void whatIsNotJsonIsNotTaken(String type) {
        String body = "{\"email\":\"" + Unique.email() + "\",\"password\":\"correct horse\"}";

        assertThat(client.call("POST", "/api/users")
                        .header("Content-Type", type)
                        .body(body)
                        .send()
                        .failure())
                .isEqualTo("415/01");
        assertThat(client.call("POST", "/api/users").body(body).send().failure())
                .isEqualTo("415/01");
    }

    @Test
    void jsonMayNameItsCharacterSet() {
        String email = Unique.email();

        assertThat(client.call("POST", "/api/users")
                        .header("Content-Type", "Application/JSON; charset=utf-8")
                        .body("{\"email\":\"" + email + "\",\"password\":\"correct horse\"}")
                        .send()
                        .success())
                .isEqualTo("201 " + email);
    }

    @Test
    void aRequestLineMayBeTooLong() {
        assertThat(failure("GET", "/api/balance/shop/" + "a".repeat(20_000))).isEqualTo("414/08");
    }

    @Test
    void headersMayBeTooLarge() {
        assertThat(failure("GET", "/api/apps", "X-Large: " + "a".repeat(40_000)))
                .isEqualTo("431/08");
    }

    @Test
    void aBodyMayBeTooLarge() {
        try (RawClient connection = client.raw()) {
            connection.send("POST /api/users HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 100000000\r\nConnection: close\r\n\r\n{");

            assertThat(failure(connection.rest())).isEqualTo("413/08");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET /api/apps HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n",
                "POST /api/users HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n"
            })
    void aHeadThatCannotBeReadIsToldSoAndTheConnectionClosed(String request) {
        try (RawClient connection = client.raw()) {
            assertThat(failure(connection.send(request).rest())).isEqualTo("400/01");
        }
    }

    private String failure(String method, String target, String... headers) {
        try (RawClient connection = client.raw()) {
            return failure(connection.exchange(method, target, headers));
        }
    }

    private static String failure(RawAnswer answer) {
        JsonObject body = new JsonObject(answer.body());
        assertThat(body.getString("status_code")).isEqualTo(Integer.toString(answer.status()));
        return answer.status() + "/" + body.getString("error");
    }
}
