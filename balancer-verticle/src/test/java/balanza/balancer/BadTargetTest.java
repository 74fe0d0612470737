package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Control calls to what there is not: names, methods, paths and queries. */
class BadTargetTest {
    private static Balancer balancer;

    @BeforeAll
    static void start() throws IOException {
        balancer = Balancer.ready();
        Neighbours.of(balancer);
    }

    @AfterAll
    static void close() {
        balancer.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "%2e",
                "%2e%2e",
                "a%70p",
                "-a",
                ".a",
                "_a",
                "~a",
                "a~",
                "a%20b",
                "a:b",
                "a\u00f0\u009f\u0098\u0080",
                "a*",
                "a%00",
                "a;b",
                "a\\b",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesANameThatNoAppCanHave(String name) throws Exception {
        for (var call : new String[] {
            "POST /api/apps/", "DELETE /api/apps/", "GET /api/apps/", "POST /api/nodes/", "GET /api/logs/"
        }) {
            var parts = call.split(" ", 2);
            assertThat(balancer.call(parts[0], parts[1] + name, "{\"host\":\"n\",\"port\":80,\"statuspath\":\"/\"}")
                            .error())
                    .startsWith("400/01 ");
        }
        assertThat(balancer.call("GET", "/api/apps/" + "a".repeat(300), "").error())
                .startsWith("400/01 app: too long");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /api/users | POST, DELETE",
                "PUT | /api/auth | POST",
                "POST | /api/apps | GET, HEAD",
                "PUT | /api/apps/shop | GET, HEAD, POST, PATCH, DELETE",
                "GET | /api/nodes/shop | POST, PATCH, DELETE",
                "POST | /api/logs/shop | GET, HEAD",
                "DELETE | /api/health | GET, HEAD",
                "BREW | /api/health/live | GET, HEAD"
            })
    void refusesAnotherMethod(String method, String path, String allowed) throws Exception {
        var answer = balancer.call(method, path, "{}");

        assertThat(answer.error()).isEqualTo("405/07 That method is not allowed here");
        assertThat(answer.fields("allow")).containsExactly(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api",
                "/api/",
                "/api/x",
                "/api/apps/shop/x",
                "/api/balance",
                "/x?y",
                "/API/users",
                "//api/health",
                "/api//health",
                "/api/health/"
            })
    void knowsNoOtherPath(String path) throws Exception {
        assertThat(balancer.get(path).error()).isEqualTo("404/07 There is nothing at that path");
    }

    @Test
    void survivesAPathOfManySegments() throws Exception {
        assertThat(balancer.get("/a".repeat(4_000)).status()).isEqualTo(404);
        assertThat(balancer.get("/".repeat(8_000)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "limit=-1",
                "limit=x",
                "limit=",
                "limit=1.5",
                "limit=99999999999",
                "limit=%zz",
                "all=",
                "all",
                "all=1",
                "all=yes",
                "all=TRUE",
                "all=truetrue"
            })
    void refusesALogPageThatCannotBe(String query) throws Exception {
        assertThat(balancer.call("GET", "/api/logs/shop?" + query, "").error()).startsWith("400/01 ");
    }
}
