package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.RawAnswer;
import balanza.e2e.site.RawClient;
import balanza.e2e.site.RawNode;
import balanza.e2e.site.Seen;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import balanza.e2e.site.Unique;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node is asked, and what of its answer reaches the client. */
@OverEveryDeployment
class BalanceIT {
    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final Client client;
    private final Tenant tenant;

    BalanceIT(Deployment deployment) {
        client = deployment.site().client();
        tenant = deployment.tenant();
    }

    @Test
    void everyNodeGetsItsShare() {
        TestNode one = nodes.saying("one");
        TestNode two = nodes.saying("two");
        String app = tenant.newApp(one.port(), two.port());

        var answers = IntStream.range(0, 100)
                .mapToObj(i -> client.balance(app, "/").body())
                .collect(Collectors.groupingBy(body -> body, Collectors.counting()));

        assertThat(answers.keySet()).containsExactlyInAnyOrder("one", "two");
        assertThat(answers.values()).allMatch(count -> count > 20);
        assertThat(one.requests() + two.requests()).isEqualTo(100);
    }

    @Test
    void anAppThatDoesNotExistIsToldAsSuch() {
        assertThat(client.balance(Unique.name("none"), "/a").failure()).isEqualTo("404/02");
    }

    @Test
    void anAppWithoutNodesIsToldToTheLetter() {
        TestNode node = nodes.saying("hello");
        String app = tenant.newApp(node.port());
        tenant.removeNode(app, node.port());

        assertThat(client.balance(app, "/").status()).isEqualTo(409);
        assertThat(client.balance(app, "/").body())
                .isEqualTo("{\"status_code\":\"409\",\"error\":\"03\","
                        + "\"description\":\"No endpoints registered for that app\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                      /",
        "/,                                       /",
        "//,                                      //",
        "?,                                       /?",
        "?x,                                      /?x",
        "/?,                                      /?",
        "/a/b?c=d&e=f,                            /a/b?c=d&e=f",
        "/a%2Fb/%2e%2e/c,                         /a%2Fb/%2e%2e/c",
        "/../x,                                   /../x",
        "/./a/./b,                                /./a/./b",
        "/a//b///,                                /a//b///",
        "/a;b=c;d/e,                              /a;b=c;d/e",
        "/a+b?q=c+d%20e,                          /a+b?q=c+d%20e",
        "/a?b?c=/d/../e,                          /a?b?c=/d/../e",
        "/%c3%A9%00%7f?%zz=%,                     /%c3%A9%00%7f?%zz=%",
        "/http://other.test/x,                    /http://other.test/x",
        "/api/balance/other,                      /api/balance/other"
    })
    void pathAndQueryReachTheNodeByteForByte(String rest, String target) {
        RawNode node = nodes.sending("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        String app = tenant.newApp(node.port());

        RawAnswer answer = ask("GET", "/api/balance/" + app + rest);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(node.heads()).hasSize(1);
        assertThat(node.heads().get(0)).startsWith("GET " + target + " HTTP/1.1\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "BREW", "x-own"})
    void everyMethodReachesTheNode(String method) {
        TestNode node = nodes.saying("hello");
        String app = tenant.newApp(node.port());

        RawAnswer answer = ask(method, "/api/balance/" + app + "/a");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("hello");
        assertThat(node.onlySeen().line()).isEqualTo(method + " /a");
    }

    @Test
    void bodyAndHeadersReachTheNode() {
        TestNode node = nodes.saying("hello");
        String app = tenant.newApp(node.port());

        client.call("POST", "/api/balance/" + app + "/form")
                .header("Content-Type", "text/x-own")
                .header("X-Own", "one")
                .header("X-Own", "two")
                .header("Cookie", "a=b; c=d")
                .header("Authorization", "Basic YTpi")
                .body("é and more")
                .send();

        Seen seen = node.onlySeen();
        assertThat(seen.body()).isEqualTo("é and more");
        assertThat(seen.headers().get("Content-Type")).isEqualTo("text/x-own");
        assertThat(seen.headers().getAll("X-Own")).containsExactly("one", "two");
        assertThat(seen.headers().get("Cookie")).isEqualTo("a=b; c=d");
        assertThat(seen.headers().get("Authorization")).isEqualTo("Basic YTpi");
    }

    @Test
    void aRequestThatHasBeenHereBeforeIsALoop() {
        TestNode node = nodes.saying("hello");
        String app = tenant.newApp(node.port());

        RawAnswer looped = ask("GET", "/api/balance/" + app, "Via: 1.1 other, 1.1 balanza");

        assertThat(looped.status()).isEqualTo(508);
        assertThat(new JsonObject(looped.body()).getString("error")).isEqualTo("05");
        assertThat(node.requests()).isZero();
        assertThat(ask("GET", "/api/balance/" + app, "Via: 1.1 other").status()).isEqualTo(200);
    }

    @Test
    void theAnswerComesAsTheNodeSentIt() {
        List<String> headers = List.of(
                "X-Second: 2",
                "Set-Cookie: a=1; Path=/",
                "X-First: 1",
                "Set-Cookie: b=2",
                "content-type: text/x-own",
                "X-Second: again",
                "ETag: \"x\"",
                "Server: own",
                "Date: Sun, 29 May 2016 10:43:27 GMT",
                "Content-Length: 5");
        RawNode node = nodes.sending("HTTP/1.1 200 OK\r\n" + String.join("\r\n", headers) + "\r\n\r\nhello");
        String app = tenant.newApp(node.port());

        RawAnswer answer = ask("GET", "/api/balance/" + app);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.endToEndHeaders()).containsExactlyElementsOf(headers);
        assertThat(answer.body()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 206, 301, 400, 401, 404, 409, 412, 418, 429, 500, 502, 503, 599})
    void everyStatusPassesThrough(int status) {
        TestNode node =
                nodes.answering(response -> response.setStatusCode(status).end("as it is"));
        String app = tenant.newApp(node.port());

        var answer = client.balance(app, "/");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("as it is");
        assertThat(node.requests()).isEqualTo(1);
    }

    @Test
    void noContentHasNeitherBodyNorLength() {
        RawNode node = nodes.sending("HTTP/1.1 204 No Content\r\nX-Own: 1\r\n\r\n");

        RawAnswer answer = ask("GET", "/api/balance/" + tenant.newApp(node.port()));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.endToEndHeaders()).containsExactly("X-Own: 1");
        assertThat(answer.header("transfer-encoding")).isEmpty();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void notModifiedMayHaveALengthButHasNoBody() {
        RawNode node = nodes.sending("HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\nContent-Length: 5\r\n\r\n");

        RawAnswer answer = ask("GET", "/api/balance/" + tenant.newApp(node.port()));

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("etag")).isEqualTo("\"x\"");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void anAnswerToHeadKeepsItsLength() {
        RawNode node = nodes.sending("HTTP/1.1 200 OK\r\nContent-Length: 12345\r\n\r\n");

        RawAnswer answer = ask("HEAD", "/api/balance/" + tenant.newApp(node.port()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.endToEndHeaders()).containsExactly("Content-Length: 12345");
        assertThat(answer.body()).isEmpty();
        assertThat(node.heads().get(0)).startsWith("HEAD / HTTP/1.1\r\n");
    }

    private RawAnswer ask(String method, String target, String... headers) {
        try (RawClient connection = client.raw()) {
            return connection.exchange(method, target, headers);
        }
    }
}
