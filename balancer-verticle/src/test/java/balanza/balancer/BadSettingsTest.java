package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that cannot be: each is named, with what is expected, and nobody else is asked. */
class BadSettingsTest {
    private static final String ALL =
            "policy, hashOn, sticky, retry, timeouts, limits, failOpen, slowStartSeconds or healthCheck";

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
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"policy\":\"rnadom\"} | policy: \"rnadom\" (expected: random, round-robin, least-requests, peak-ewma or hash)",
                "{\"policy\":\"RANDOM\"} | policy: \"RANDOM\" (expected: random, round-robin, least-requests, peak-ewma or hash)",
                "{\"policy\":7} | policy: 7 (expected: random, round-robin, least-requests, peak-ewma or hash)",
                "{\"hashOn\":\"header:\"} | hashOn: \"header:\" (expected: address, header:<name> or cookie:<name>)",
                "{\"hashOn\":\"cookie:a b\"} | hashOn: \"cookie:a b\" (expected: address, header:<name> or cookie:<name>)",
                "{\"hashOn\":[\"address\"]} | hashOn: [\"address\"] (expected: address, header:<name> or cookie:<name>)",
                "{\"sticky\":\"true\"} | sticky: \"true\" (expected: true or false)",
                "{\"failOpen\":1} | failOpen: 1 (expected: true or false)",
                "{\"slowStartSeconds\":3601} | slowStartSeconds: 3601 (expected: a whole number from 0 to 3600)",
                "{\"slowStartSeconds\":80.5} | slowStartSeconds: 80.5 (expected: a whole number from 0 to 3600)",
                "{\"slowStartSeconds\":-1} | slowStartSeconds: -1 (expected: a whole number from 0 to 3600)",
                "{\"slowStartSeconds\":\"5\"} | slowStartSeconds: \"5\" (expected: a whole number from 0 to 3600)",
                "{\"slowStartSeconds\":4294967296} | slowStartSeconds: 4294967296 (expected: a whole number from 0 to 3600)",
                "{\"retry\":2} | retry: 2 (expected: an object)",
                "{\"retry\":[]} | retry: [] (expected: an object)",
                "{\"retry\":{\"attempts\":0}} | retry.attempts: 0 (expected: a whole number from 1 to 2)",
                "{\"retry\":{\"attempts\":3}} | retry.attempts: 3 (expected: a whole number from 1 to 2)",
                "{\"retry\":{\"budgetPercent\":101}} | retry.budgetPercent: 101 (expected: a whole number from 0 to 100)",
                "{\"timeouts\":{\"connectMs\":9}} | timeouts.connectMs: 9 (expected: a whole number from 10 to 60000)",
                "{\"timeouts\":{\"connectMs\":60001}} | timeouts.connectMs: 60001 (expected: a whole number from 10 to 60000)",
                "{\"timeouts\":{\"answerMs\":3600001}} | timeouts.answerMs: 3600001 (expected: a whole number from 10 to 3600000)",
                "{\"timeouts\":{\"bodyStallMs\":9}} | timeouts.bodyStallMs: 9 (expected: a whole number from 10 to 3600000)",
                "{\"timeouts\":{\"upgradedIdleMs\":999}} | timeouts.upgradedIdleMs: 999 (expected: a whole number from 1000 to 86400000)",
                "{\"limits\":{\"nodeRequests\":0}} | limits.nodeRequests: 0 (expected: a whole number from 1 to 100000)",
                "{\"limits\":{\"appRequests\":1000001}} | limits.appRequests: 1000001 (expected: a whole number from 1 to 1000000)",
                "{\"limits\":{\"queue\":-1}} | limits.queue: -1 (expected: a whole number from 0 to 100000)",
                "{\"limits\":{\"queueMs\":60001}} | limits.queueMs: 60001 (expected: a whole number from 0 to 60000)",
                "{\"healthCheck\":{\"intervalSeconds\":0}} | healthCheck.intervalSeconds: 0 (expected: a whole number from 1 to 3600)",
                "{\"healthCheck\":{\"timeoutMs\":9}} | healthCheck.timeoutMs: 9 (expected: a whole number from 10 to 60000)",
                "{\"healthCheck\":{\"intervalSeconds\":2,\"timeoutMs\":2001}} | healthCheck.timeoutMs: 2001 (expected: at most the interval, 2000)",
                "{\"healthCheck\":{\"rise\":101}} | healthCheck.rise: 101 (expected: a whole number from 1 to 100)",
                "{\"healthCheck\":{\"fall\":0}} | healthCheck.fall: 0 (expected: a whole number from 1 to 100)",
                "{\"polcy\":\"random\"} | polcy: unknown (expected: " + ALL + ")",
                "{\"stickyKey\":\"x\"} | stickyKey: unknown (expected: " + ALL + ")",
                "{\"revision\":1} | revision: unknown (expected: " + ALL + ")",
                "{\"a\\nb\":null} | a?b: unknown (expected: " + ALL + ")",
                "{\"retry\":{\"attemps\":2}} | retry.attemps: unknown (expected: attempts or budgetPercent)",
                "{\"limits\":{\"queue\":{\"ms\":1}}} | limits.queue: {\"ms\":1} (expected: a whole number from 0 to 100000)",
                "{\"x\":1,\"retry\":{\"attempts\":9,\"y\":1},\"policy\":\"p\"} | policy: \"p\" (expected: random, round-robin, least-requests, peak-ewma or hash); retry.attempts: 9 (expected: a whole number from 1 to 2); retry.y: unknown (expected: attempts or budgetPercent); x: unknown (expected: "
                        + ALL + ")"
            })
    void namesTheField(String body, String description) throws Exception {
        neighbours.asked();
        assertThat(balancer.call("PATCH", "/api/apps/shop", body).error()).isEqualTo("400/01 " + description);
        assertThat(neighbours.asked())
                .noneMatch(asked -> asked.getClass().getSimpleName().startsWith("Configure"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"200\"",
                "[200]",
                "[\"\"]",
                "[\"2xx\"]",
                "[\"99\"]",
                "[\"600\"]",
                "[\"200-\"]",
                "[\"299-200\"]",
                "[\"200-600\"]",
                "[\"200 - 299\"]",
                "[\"200\\n\"]",
                "[\"200\",null]",
                "[\"200\",\"x\"]"
            })
    void refusesStatusesThatCannotBe(String statuses) throws Exception {
        assertThat(balancer.call("PATCH", "/api/apps/shop", "{\"healthCheck\":{\"statuses\":" + statuses + "}}")
                        .error())
                .startsWith("400/01 healthCheck.statuses: ")
                .endsWith(" (expected: 1 to 20 statuses from 100 to 599 or ascending ranges of them, \"200\" or"
                        + " \"200-299\")");
    }

    @Test
    void refusesMoreThanTwentyStatuses() throws Exception {
        var twenty = "\"200\",".repeat(19) + "\"200\"";

        assertThat(statuses(twenty).status()).isEqualTo(200);
        assertThat(statuses(twenty + ",\"200\"").error()).startsWith("400/01 healthCheck.statuses: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "99999999999999999999", "0.5", "true", "[1]", "{}"})
    void refusesWhatIsNoNumberOfThatRange(String value) throws Exception {
        assertThat(balancer.call("PATCH", "/api/apps/shop", "{\"limits\":{\"queue\":" + value + "}}")
                        .error())
                .startsWith("400/01 limits.queue: ")
                .endsWith(" (expected: a whole number from 0 to 100000)");
    }

    @Test
    void doesNotTellOfManyUnknownFieldsOneByOne() throws Exception {
        var body = new StringBuilder("{\"f\":1");
        for (int i = 0; i < 5_000; i++) {
            body.append(",\"f").append(i).append("\":1");
        }

        var error = balancer.call("PATCH", "/api/apps/shop", body + "}").error();
        assertThat(error).startsWith("400/01 f: unknown ").hasSizeLessThan(2_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | host: missing (expected: a host name, an IPv4 or an IPv6 address); port: missing (expected: a whole number from 1 to 65535)",
                "{\"host\":\"n\",\"port\":80.5} | port: 80.5 (expected: a whole number from 1 to 65535)",
                "{\"host\":\"n\",\"port\":null} | port: null (expected: a whole number from 1 to 65535)",
                "{\"host\":\"a b\",\"port\":80} | host: a b (expected: a host name, an IPv4 or an IPv6 address)",
                "{\"host\":\"n\",\"port\":80,\"weight\":1001} | weight: 1001 (expected: a whole number from 0 to 1000)",
                "{\"host\":\"n\",\"port\":80,\"weight\":0.5} | weight: 0.5 (expected: a whole number from 0 to 1000)",
                "{\"host\":\"n\",\"port\":80,\"weight\":null} | weight: null (expected: a whole number from 0 to 1000)",
                "{\"host\":\"n\",\"port\":80,\"state\":\"down\"} | state: \"down\" (expected: drain or active)",
                "{\"host\":\"n\",\"port\":80,\"statuspath\":\"a b\"} | statuspath: a b (expected: a path without spaces, control characters or #)",
                "{\"host\":\"n\",\"port\":80,\"statuspath\":7} | statuspath: 7 (expected: a path, as a string)",
                "{\"host\":\"n\",\"port\":80,\"scheme\":\"https\"} | scheme: unknown (expected: host, port, statuspath, weight or state)"
            })
    void namesTheFieldOfANode(String body, String description) throws Exception {
        assertThat(balancer.call("PATCH", "/api/nodes/shop", body).error()).isEqualTo("400/01 " + description);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"scheme\":\"ftp\" | scheme: ftp (expected: http or https)",
                "\"scheme\":\"HTTPS\" | scheme: HTTPS (expected: http or https)",
                "\"scheme\":null | scheme: null (expected: http or https)",
                "\"weight\":-1 | weight: -1 (expected: a whole number from 0 to 1000)",
                "\"weight\":80.5 | weight: 80.5 (expected: a whole number from 0 to 1000)",
                "\"weight\":\"5\" | weight: 5 (expected: a whole number from 0 to 1000)"
            })
    void namesTheFieldOfANewNode(String field, String description) throws Exception {
        for (var path : new String[] {"/api/apps/shop", "/api/nodes/shop"}) {
            assertThat(balancer.call("POST", path, "{\"host\":\"n\",\"port\":80,\"statuspath\":\"/\"," + field + "}")
                            .error())
                    .isEqualTo("400/01 " + description);
        }
    }

    @Test
    void refusesABodyThatIsNoUsableObject() throws Exception {
        for (var path : new String[] {"/api/apps/shop", "/api/nodes/shop"}) {
            for (var body : new String[] {"", "null", "[]", "7", "{", "{\"a\":".repeat(10_000)}) {
                assertThat(balancer.call("PATCH", path, body).error()).startsWith("400/01 body: ");
            }
        }
    }

    @Test
    void refusesABodyOfAnotherType() throws Exception {
        assertThat(patchAs("/api/apps/shop", "text/plain").error())
                .isEqualTo("415/01 The body must be application/json or application/merge-patch+json");
        assertThat(patchAs("/api/nodes/shop", "application/merge-patch+json").error())
                .isEqualTo("415/01 The body must be application/json");
    }

    private static Answer statuses(String items) throws IOException {
        return balancer.call("PATCH", "/api/apps/shop", "{\"healthCheck\":{\"statuses\":[" + items + "]}}");
    }

    private static Answer patchAs(String path, String type) throws IOException {
        return balancer.ask(
                "PATCH " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\nContent-Length: 2\r\n\r\n{}");
    }
}
