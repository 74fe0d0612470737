package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.RawAnswer;
import balanza.e2e.site.RawClient;
import balanza.e2e.site.Tenant;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that no app may bear, in the very bytes of the request line. */
@OverEveryDeployment
class NamesIT {
    private static final List<String> CALLS = List.of(
            "POST /api/apps/",
            "GET /api/apps/",
            "DELETE /api/apps/",
            "POST /api/nodes/",
            "DELETE /api/nodes/",
            "GET /api/logs/",
            "GET /api/balance/");

    private final Client client;
    private final Tenant tenant;

    NamesIT(Deployment deployment) {
        client = deployment.site().client();
        tenant = deployment.tenant();
    }

    static Stream<String> names() {
        return Stream.of(
                ".",
                "..",
                "...",
                "%2e",
                "%2e%2e",
                "%2E%2e",
                "%",
                "%zz",
                "a%20b",
                "a%2Fb",
                "%F0%9F%98%80",
                "-a",
                "_a",
                ".a",
                "a!b",
                "a;b",
                "a,b",
                "a=b",
                "a:b",
                "a@b",
                "a+b",
                "a~b",
                "$ne",
                "a".repeat(64),
                "a".repeat(300));
    }

    @ParameterizedTest
    @MethodSource("names")
    void noAppIsCalledThis(String name) {
        for (String call : CALLS) {
            RawAnswer answer = ask(call + name);
            assertThat(answer.status() + "/" + new JsonObject(answer.body()).getString("error"))
                    .as(call)
                    .isEqualTo("400/01");
        }
        assertThat(tenant.apps().body()).doesNotContain("\"" + name + "\"");
    }

    @Test
    void whatIsNotAsciiIsNoRequestTarget() {
        for (String call : CALLS) {
            assertThat(ask(call + "\uD83D\uDE00").status()).as(call).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/balance/../apps",
                "/api/x/../apps",
                "/api/./apps",
                "//api/apps",
                "/api//apps",
                "/api/%61pps",
                "/api/apps%2f..",
                "/api\\apps",
                "/api/nodes/../apps"
            })
    void onePathNeverLeadsToAnother(String path) {
        RawAnswer answer = ask("GET " + path);

        assertThat(answer.status()).isIn(400, 404, 405);
        assertThat(answer.body()).doesNotContain("\"apps\"");
    }

    private RawAnswer ask(String call) {
        String[] parts = call.split(" ", -1);
        String body = parts[0].equals("GET") ? "" : Tenant.node(80);
        try (RawClient connection = client.raw()) {
            return connection
                    .send(parts[0] + " " + parts[1] + " HTTP/1.1\r\nHost: balanza.test\r\nAuthorization: JWT "
                            + tenant.token()
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                            + "\r\nConnection: close\r\n\r\n" + body)
                    .rest();
        }
    }
}
