package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a request reaches the node. */
class ForwardedRequestTest {
    private static Balancer balancer;
    private static RawNode node;
    private static String app;

    @BeforeAll
    static void start() throws IOException {
        balancer = Balancer.ready();
        node = RawNode.saying("hello");
        app = balancer.app(node.endpoint());
    }

    @AfterAll
    static void close() throws IOException {
        balancer.close();
        node.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "'' /",
                "/ /",
                "? /?",
                "?x /?x",
                "?x=/y?z /?x=/y?z",
                "/%2F//..;a+b? /%2F//..;a+b?",
                "/a/../../b/%2e%2E/./ /a/../../b/%2e%2E/./",
                "/%00%zz\\%C3%A9 /%00%zz\\%C3%A9",
                "//host/path //host/path",
                "/a;v=1?q=%26&q=a+b&&= /a;v=1?q=%26&q=a+b&&="
            })
    void pathAndQueryReachTheNodeByteForByte(String asked, String seen) throws Exception {
        assertThat(balancer.get("/api/balance/" + app + asked).body()).isEqualTo("hello");
        assertThat(node.seen()).startsWith("GET " + seen + " HTTP/1.1\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "OPTIONS", "PATCH", "PROPFIND", "M-SEARCH", "BREW"})
    void everyMethodReachesTheNode(String method) throws Exception {
        balancer.ask(method + " /api/balance/" + app + "/x HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(node.seen()).startsWith(method + " /x HTTP/1.1\r\n");
    }

    @Test
    void headersReachTheNodeLessThoseOfTheConnection() throws Exception {
        balancer.ask("GET /api/balance/" + app + "/ HTTP/1.1\r\nHost: x\r\nX-A: 1\r\nConnection: x-b, keep-alive\r\n"
                + "X-B: 2\r\nTE: trailers\r\nx-a: 3\r\nAuthorization: Basic abc\r\nCookie: a=1\r\n\r\n");

        assertThat(node.seen().replaceFirst("X-Request-Id: [0-9a-f]{16}-[0-9a-f]+", "X-Request-Id: id"))
                .isEqualTo("GET / HTTP/1.1\r\nX-A: 1\r\nx-a: 3\r\nAuthorization: Basic abc\r\nCookie: a=1\r\n"
                        + "host: " + node.endpoint() + "\r\nvia: 1.1 balanza\r\nX-Request-Id: id\r\n"
                        + "X-Forwarded-For: 127.0.0.1\r\nX-Forwarded-Proto: http\r\nX-Forwarded-Host: x\r\n"
                        + "X-Forwarded-Port: " + balancer.endpoint().port() + "\r\n"
                        + "X-Forwarded-Prefix: /api/balance/" + app + "\r\n\r\n");
    }

    /** Whichever way the request takes. */
    @ParameterizedTest
    @ValueSource(strings = {"X-Other: 1", "Connection: x"})
    void whatTheNodeCouldTakeForOursDoesNotReachIt(String field) throws Exception {
        balancer.ask("GET /api/balance/" + app + "/ HTTP/1.1\r\nHost: x\r\nX_Forwarded_For: 9.9.9.9\r\n"
                + "x_real-ip: 9.9.9.9\r\n" + field + "\r\n\r\n");
        assertThat(node.seen()).startsWith("GET / HTTP/1.1\r\n").doesNotContain("9.9.9.9");
    }

    @Test
    void aRequestThatBearsOurMarkIsRefused() throws Exception {
        var marked =
                balancer.ask("GET /api/balance/" + app + " HTTP/1.1\r\nHost: x\r\nVia: 1.0 cdn, 1.1 balanza\r\n\r\n");
        assertThat(marked.error()).isEqualTo("508/05 The request has already been through this balancer");
    }

    @Test
    void aRealLoopEndsAtItsSecondRound() throws Exception {
        var self = balancer.app(balancer.endpoint());

        assertThat(balancer.get("/api/balance/" + self + "/api/balance/" + app).error())
                .startsWith("508/05");
    }

    @Test
    void anUnknownAppIsNotFound() throws Exception {
        assertThat(balancer.get("/api/balance/nobody/x").error()).isEqualTo("404/02 You have no app of that name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/balance/a%70p/x", "/api/balance/", "/api/balance/..", "/api/balance/%2e%2e/users"})
    void aNameThatNoAppCanHaveIsRefused(String target) throws Exception {
        var answer = balancer.get(target);

        assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 400 Bad Request");
        assertThat(answer.error()).startsWith("400/01");
    }

    @Test
    void anAppWithoutNodesIsToldWordForWord() throws Exception {
        var answer = balancer.get("/api/balance/" + balancer.app() + "/x");

        assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 409 Conflict");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"status_code\":\"409\",\"error\":\"03\",\"description\":\"No endpoints registered for that app\"}");
    }

    @Test
    void nothingIsBalancedBeforeTheFirstTable() throws Exception {
        try (var early = Balancer.withoutRegistry()) {
            var answer = early.get("/api/balance/" + app);

            assertThat(answer.error()).startsWith("503/10");
            assertThat(answer.fields("Retry-After")).containsExactly("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: a\u0001b", "X: a\u007fb", "X: \u00e9\u00ff", "X@Y: 1", "X: a\tb", "X:"})
    void anOddHeaderNeitherFailsForGoodNorLosesAConnection(String field) throws Exception {
        var ours = RawNode.saying("hello");
        var odd = balancer.app(ours.endpoint());
        for (int i = 0; i < 300; i++) {
            var answer = balancer.ask("GET /api/balance/" + odd + "/ HTTP/1.1\r\nHost: x\r\n" + field + "\r\n\r\n");
            assertThat(answer.status()).isIn(200, 400);
        }
        assertThat(balancer.get("/api/balance/" + odd + "/").body()).isEqualTo("hello");
        ours.close();
    }

    @Test
    void whatTheNodeAnsweredIsLogged() throws Exception {
        var ours = RawNode.answering("HTTP/1.1 404 Nope\r\nContent-Length: 0\r\n\r\n");
        var logged = balancer.app(ours.endpoint());
        var before = System.currentTimeMillis();
        balancer.ask("DELETE /api/balance/" + logged + "/a/b%20c?q=1 HTTP/1.1\r\nHost: x\r\n\r\n");

        var record = balancer.logged();
        while (!record.endPoint().equals(ours.endpoint().toString())) {
            record = balancer.logged();
        }
        assertThat(record.path()).isEqualTo("a/b%20c");
        assertThat(record.method()).isEqualTo("DELETE");
        assertThat(record.responseCode()).isEqualTo(404);
        assertThat(record.dateMs()).isBetween(before, System.currentTimeMillis());
        assertThat(record.totalTimeMs()).isBetween(0L, 10_000L);
        ours.close();
    }
}
