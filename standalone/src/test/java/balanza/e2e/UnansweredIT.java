package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Answer;
import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.Poll;
import balanza.e2e.site.RawClient;
import balanza.e2e.site.RawNode;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever asks for all finds out what became of every request and why: in the log, and in the answer itself. */
@OverEveryDeployment
class UnansweredIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final Client client;
    private final Tenant tenant;

    UnansweredIT(Deployment deployment) {
        client = deployment.site().client();
        tenant = deployment.tenant();
    }

    @Test
    void aRecordTellsOfEachAttemptAndLeadsToTheNodesOwnLog() {
        RawNode drops = nodes.dropping();
        TestNode works = nodes.saying("hello");
        String app = tenant.newApp(drops.port(), works.port());

        Poll.until(LIMIT, () -> {
            client.balance(app, "/again");
            assertThat(drops.heads()).isNotEmpty();
        });

        Poll.until(LIMIT, () -> assertThat(records(app, ""))
                .filteredOn(record -> attempts(record)
                        .equals(List.of(
                                "127.0.0.1:" + drops.port() + " reset", "127.0.0.1:" + works.port() + " answered")))
                .hasSize(drops.heads().size())
                .allSatisfy(record -> {
                    assertThat(record.getString("end_point")).isEqualTo("127.0.0.1:" + works.port());
                    assertThat(record.getValue("reason")).isNull();
                    assertThat(record.getInteger("bytes")).isEqualTo(5);
                    assertThat(record.getInteger("upstream_ms")).isBetween(0, record.getInteger("total_time_ms") + 1);
                    assertThat(works.seen())
                            .extracting(seen -> seen.headers().get("X-Request-Id"))
                            .contains(record.getString("request_id"));
                    assertThat(drops.heads())
                            .anyMatch(head -> head.contains("X-Request-Id: " + record.getString("request_id")));
                }));
    }

    @Test
    void whatNoNodeAnsweredIsShownToThoseWhoAskForAll() {
        RawNode drops = nodes.dropping();
        String app = tenant.newApp(drops.port());

        Answer answer = client.call("POST", "/api/balance/" + app + "/order").send();

        assertThat(answer.failure()).isEqualTo("502/05");
        assertThat(answer.header("proxy-status")).contains("balanza").contains("error=connection_terminated");
        JsonObject record = only(app);
        assertThat(record.getString("reason")).isEqualTo("reset");
        assertThat(record.getInteger("response_code")).isEqualTo(502);
        assertThat(record.getValue("end_point")).isNull();
        assertThat(attempts(record)).containsExactly("127.0.0.1:" + drops.port() + " reset");
        assertThat(record.getString("request_id")).isEqualTo(answer.header("x-request-id"));
        assertThat(drops.heads().get(0)).contains("X-Request-Id: " + answer.header("x-request-id"));
        assertThat(records(app, "")).isEmpty();
    }

    @Test
    void everyFailureHasItsReason() {
        TestNode sick = nodes.saying("never");
        sick.health(500);
        assertThat(reason(sick.port(), "{}", "409/03")).isEqualTo("no_nodes, destination_unavailable");
        TestNode closed = nodes.saying("never");
        closed.close();
        assertThat(reason(closed.port(), "{'failOpen':true}", "412/04"))
                .isEqualTo("connect_refused, connection_refused");
        assertThat(reason(nodes.dropping().port(), "{}", "412/04")).isEqualTo("reset, connection_terminated");
        assertThat(reason(nodes.sending("garbage\r\n\r\n").port(), "{}", "412/04"))
                .isEqualTo("malformed, http_protocol_error");
        assertThat(reason(
                        nodes.playing(peer -> peer.readTo("never sent")).port(),
                        "{'timeouts':{'answerMs':200}}",
                        "412/04"))
                .isEqualTo("response_timeout, connection_read_timeout");
    }

    @Test
    void aClientThatWentAwayIsRecordedToo() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        RawNode thinks = nodes.playing(peer -> {
            asked.countDown();
            peer.readTo("never sent");
        });
        String app = tenant.newApp(thinks.port());

        try (RawClient impatient = client.raw()) {
            impatient.send("GET /api/balance/" + app + "/long HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(asked.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

        JsonObject record = only(app);
        assertThat(record.getString("reason")).isEqualTo("client_gone");
        assertThat(record.getInteger("response_code")).isZero();
        assertThat(record.getString("path")).isEqualTo("long");
    }

    @Test
    void pagesOfAllLeadToThePastAsWell() {
        String app = tenant.newApp(nodes.dropping().port());
        for (int i = 0; i < 5; i++) {
            client.balance(app, "/" + i);
        }
        Poll.until(LIMIT, () -> assertThat(records(app, "?all=true")).hasSize(5));

        JsonObject page = tenant.logs(app, "?all=true&limit=3").json();
        JsonObject before = tenant.logs(app, "?all=true&limit=3&cursor=" + page.getString("next"))
                .json();

        assertThat(page.getJsonArray("logs")).hasSize(3);
        assertThat(before.getJsonArray("logs")).hasSize(2);
        assertThat(before.getString("next")).isNull();
    }

    /** Of a GET: the log's word for it and the answer's. */
    private String reason(int port, String settings, String failure) {
        String app = tenant.newApp(port);
        tenant.configure(app, new JsonObject(settings.replace('\'', '"')));
        Poll.until(LIMIT, () -> assertThat(client.balance(app, "/").failure()).isEqualTo(failure));
        Answer answer = client.balance(app, "/why");
        String error = answer.header("proxy-status").replaceFirst("^balanza; error=([a-z_]+).*$", "$1");
        Poll.until(LIMIT, () -> assertThat(records(app, "?all=true"))
                .extracting(record -> record.getString("request_id"))
                .contains(answer.header("x-request-id")));
        return records(app, "?all=true").stream()
                        .filter(record -> record.getString("request_id").equals(answer.header("x-request-id")))
                        .map(record -> record.getString("reason"))
                        .findFirst()
                        .orElseThrow()
                + ", " + error;
    }

    private JsonObject only(String app) {
        Poll.until(LIMIT, () -> assertThat(records(app, "?all=true")).hasSize(1));
        return records(app, "?all=true").get(0);
    }

    private List<JsonObject> records(String app, String query) {
        return list(tenant.logs(app, query).json().getJsonArray("logs"));
    }

    private static List<String> attempts(JsonObject record) {
        return list(record.getJsonArray("attempts")).stream()
                .map(attempt -> attempt.getString("node") + " " + attempt.getString("outcome"))
                .toList();
    }

    private static List<JsonObject> list(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }
}
