package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.balancer.http.RequestTarget;
import balanza.contract.ApiException;
import io.vertx.core.http.HttpServerRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 2: what a request is for, whichever form it was written in. */
class RequestTargetTest {
    private static GuardedServer server;

    @BeforeAll
    static void start() {
        server = GuardedServer.handling(RequestTargetTest::tell);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, /, h:1",
        "/a%2Fb//../?c=d?e, /a%2Fb//../?c=d?e, h:1",
        "//x/y, //x/y, h:1",
        "*, *, h:1",
        "http://x, /, x",
        "http://x:8080/, /, x:8080",
        "HTTPS://[::1]:1/a?b, /a?b, [::1]:1",
        "http://x?a=/b, /?a=/b, x",
        "http://x/http://y/z, /http://y/z, x"
    })
    void isReadOnce(String target, String pathAndQuery, String authority) throws Exception {
        try (var client = server.connect()) {
            assertThat(client.send("GET " + target + " HTTP/1.1\r\nHost: h:1\r\n\r\n")
                            .answer()
                            .body())
                    .isEqualTo(pathAndQuery + " " + authority);
        }
    }

    @Test
    void hasNoAuthorityIfAnOldClientToldNone() throws Exception {
        try (var client = server.connect()) {
            assertThat(client.send("GET /a HTTP/1.0\r\n\r\n").answer().body()).isEqualTo("/a null");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a:80",
                "**",
                "http:/a",
                "http://",
                "http:///a",
                "http://u@a/",
                "ftp://a/",
                "?a",
                "mailto:a@b"
            })
    void isNotJustAnything(String target) throws Exception {
        try (var client = server.connect()) {
            assertThat(client.send("GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n")
                            .answer()
                            .body())
                    .startsWith("target: malformed (expected: ");
        }
    }

    private static void tell(HttpServerRequest request) {
        try {
            var target = RequestTarget.of(request);
            request.response().end(target.pathAndQuery() + " " + target.authority());
        } catch (ApiException refused) {
            request.response().setStatusCode(400).end(refused.description());
        }
    }
}
