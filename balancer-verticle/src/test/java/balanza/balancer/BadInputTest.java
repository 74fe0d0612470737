package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Control calls that make no sense: a clear 4xx in the error format, and nobody else is asked. */
class BadInputTest {
    private static final String[][] CALLS = {
        {"POST", "/api/users"},
        {"DELETE", "/api/users"},
        {"POST", "/api/auth"},
        {"POST", "/api/apps/shop"},
        {"POST", "/api/nodes/shop"},
        {"DELETE", "/api/nodes/shop"}
    };

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "[{}]",
                "\"x\"",
                "7",
                "true",
                "{",
                "{}x",
                "{'a':1}",
                "nonsense",
                "{\"a\":1,}",
                "\u0000",
                "\u00ff\u00fe{}",
                "{}"
            })
    void refusesABodyThatIsNoUsableObject(String body) throws Exception {
        for (var call : CALLS) {
            var answer = balancer.call(call[0], call[1], body);
            assertThat(answer.error())
                    .as("%s %s", call[0], call[1])
                    .startsWith("400/01 ")
                    .contains("expected: ");
        }
        assertThat(neighbours.asked()).isEmpty();
    }

    @Test
    void refusesDeepNesting() throws Exception {
        for (var call : CALLS) {
            assertThat(balancer.call(call[0], call[1], "[".repeat(60_000)).error())
                    .startsWith("400/01 body: ");
            assertThat(balancer.call(call[0], call[1], "{\"a\":".repeat(10_000)).error())
                    .startsWith("400/01 body: ");
        }
    }

    @Test
    void refusesALargeBody() throws Exception {
        for (var call : CALLS) {
            assertThat(balancer.call(call[0], call[1], "[".repeat(1024 * 1024)).error())
                    .isEqualTo("413/08 The body is too large");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"email\":{\"$ne\":null},\"password\":\"secret1\"} | email: {\"$ne\":null} (expected: an email address of at most 254 characters)",
                "{\"email\":\"a@b.c\",\"password\":{\"$gt\":\"\"}} | password: *** (expected: a string of 6 to 30 characters)",
                "{\"email\":\"a@b.c\",\"password\":\"Xhort\"} | password: *** (expected: a string of 6 to 30 characters)",
                "{\"email\":\"a@b.c\",\"password\":\"Xhort890123456789012345678901234\"} | password: *** (expected: a string of 6 to 30 characters)",
                "{\"email\":\"a@b.c\"} | password: missing (expected: a string of 6 to 30 characters)",
                "{\"email\":null,\"password\":\"secret1\"} | email: null (expected: an email address of at most 254 characters)",
                "{\"email\":\"a@b.c\\n\",\"password\":\"secret1\"} | email: a@b.c? (expected: an email address of at most 254 characters)",
                "{\"email\":\"a b@c.d\",\"password\":\"Xho\"} | email: a b@c.d (expected: an email address of at most 254 characters); password: *** (expected: a string of 6 to 30 characters)",
            })
    void namesTheFieldOfBadCredentials(String body, String description) throws Exception {
        for (var method : new String[] {"POST", "DELETE"}) {
            var answer = balancer.call(method, "/api/users", body);
            assertThat(answer.error()).isEqualTo("400/01 " + description);
            assertThat(answer.body()).doesNotContain("Xho");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "80.5 | 80.5",
                "\"80\" | 80",
                "0 | 0",
                "65536 | 65536",
                "-1 | -1",
                "1e400 | 1e400",
                "null | null",
                "true | true",
                "[80] | [80]",
                "99999999999999999999 | 99999999999999999999"
            })
    void refusesAPortThatCannotBe(String port, String shown) throws Exception {
        for (int i = 3; i < CALLS.length; i++) {
            var error = balancer.call(
                            CALLS[i][0], CALLS[i][1], "{\"host\":\"n\",\"port\":" + port + ",\"statuspath\":\"/\"}")
                    .error();
            assertThat(error).startsWith("400/01 port: ").endsWith("(expected: a whole number from 1 to 65535)");
            if (!shown.startsWith("1e") && !shown.startsWith("999")) {
                assertThat(error).contains("port: " + shown + " (");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"a b\"",
                "\"-x-.\\u0000\"",
                "\"http://n\"",
                "\"n:80\"",
                "\"[::1\"",
                "\"1.2.3.400\"",
                "7",
                "{}",
                "\"n/x\""
            })
    void refusesAHostThatCannotBe(String host) throws Exception {
        for (int i = 3; i < CALLS.length; i++) {
            assertThat(balancer.call(
                                    CALLS[i][0],
                                    CALLS[i][1],
                                    "{\"host\":" + host + ",\"port\":80,\"statuspath\":\"/\"}")
                            .error())
                    .startsWith("400/01 host: ")
                    .contains("(expected: a host name, an IPv4 or an IPv6 address)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a b\"", "\"/#x\"", "\"/\\u0007\"", "\"/\u00e9\"", "7", "null", "\"/\\r\\nX: 1\""})
    void refusesAStatusPathThatCannotBe(String path) throws Exception {
        assertThat(balancer.call("POST", "/api/apps/shop", "{\"host\":\"n\",\"port\":80,\"statuspath\":" + path + "}")
                        .error())
                .startsWith("400/01 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/jsonx",
                "application/json2;x",
                ""
            })
    void refusesABodyOfAnotherType(String type) throws Exception {
        for (var call : CALLS) {
            var answer = balancer.ask(call[0] + " " + call[1] + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type
                    + "\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(answer.error()).isEqualTo("415/01 The body must be application/json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "Application/JSON", "application/json ;x"})
    void takesJsonHoweverItIsSpelt(String type) throws Exception {
        var answer = balancer.ask(
                "POST /api/auth HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\nContent-Length: 2\r\n\r\n{}");
        assertThat(answer.error()).startsWith("400/01 email: missing");
    }
}
