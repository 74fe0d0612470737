package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Answer;
import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.Poll;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OverEveryDeployment
class LogsIT {
    private static final Duration STORED_WITHIN = Duration.ofSeconds(10);

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final Client client;
    private final Tenant tenant;

    LogsIT(Deployment deployment) {
        client = deployment.site().client();
        tenant = deployment.tenant();
    }

    @Test
    void anAppThatWasNeverAskedHasAnEmptyLog() {
        String app = tenant.newApp(nodes.saying("hello").port());

        assertThat(tenant.logs(app, "").json()).isEqualTo(new JsonObject("{\"app_name\":\"" + app + "\",\"logs\":[]}"));
    }

    @Test
    void aRecordTellsWhatWasAskedAndHowItWent() {
        TestNode node = nodes.answering(response -> response.setStatusCode(418).end());
        String app = tenant.newApp(node.port());
        Instant before = Instant.now().minusSeconds(2);

        client.call("PATCH", "/api/balance/" + app + "/a%2Fb/c?secret=1").send();

        JsonObject log = logged(app, 1).get(0);
        assertThat(log.fieldNames())
                .containsExactlyInAnyOrder(
                        "date",
                        "end_point",
                        "method",
                        "path",
                        "response_code",
                        "total_time_ms",
                        "attempts",
                        "upstream_ms",
                        "bytes",
                        "request_id",
                        "reason");
        assertThat(log.getValue("reason")).isNull();
        assertThat(log.getString("path")).isEqualTo("a%2Fb/c");
        assertThat(log.getString("method")).isEqualTo("PATCH");
        assertThat(log.getString("end_point")).isEqualTo("127.0.0.1:" + node.port());
        assertThat(log.getValue("response_code")).isEqualTo(418);
        assertThat(log.getInteger("total_time_ms")).isBetween(0, 20_000);
        assertThat(log.getString("date"))
                .matches("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
        assertThat(ZonedDateTime.parse(log.getString("date"), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant())
                .isBetween(before, Instant.now());
    }

    @Test
    void theRootHasAnEmptyPath() {
        String app = tenant.newApp(nodes.saying("hello").port());

        for (String rest : List.of("", "/", "?x", "/?x")) {
            client.balance(app, rest);
        }

        assertThat(logged(app, 4)).extracting(log -> log.getString("path")).containsOnly("");
    }

    @Test
    void onlyWhatANodeAnsweredIsLogged() {
        String dropped = tenant.newApp(nodes.dropping().port());
        String app = tenant.newApp(nodes.saying("hello").port());

        client.balance(dropped, "/");
        client.balance(app, "/");

        logged(app, 1);
        assertThat(records(tenant.logs(dropped, ""))).isEmpty();
    }

    @Test
    void recordsComeOldestFirst() {
        String app = tenant.newApp(nodes.saying("hello").port());
        List<String> paths = ask(app, 20);

        assertThat(logged(app, 20)).extracting(log -> log.getString("path")).containsExactlyElementsOf(paths);
    }

    @Test
    void pagesLeadToThePastAndTellEachRecordOnce() {
        String app = tenant.newApp(nodes.saying("hello").port());
        List<String> paths = ask(app, 25);
        logged(app, 25);

        List<String> read = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String query = "?limit=10";
        while (query != null) {
            Answer page = tenant.logs(app, query);
            List<String> pathsOfPage =
                    records(page).stream().map(log -> log.getString("path")).toList();
            read.addAll(0, pathsOfPage);
            sizes.add(pathsOfPage.size());
            String next = page.json().getString("next");
            query = next == null ? null : "?limit=10&cursor=" + next;
        }

        assertThat(read).containsExactlyElementsOf(paths);
        assertThat(sizes).containsExactly(10, 10, 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=0",
                "?limit=1001",
                "?limit=-1",
                "?limit=ten",
                "?limit=",
                "?all=yes",
                "?cursor=x",
                "?cursor=%7B%22%24ne%22%3A1%7D"
            })
    void aPageThatMakesNoSenseIsRefused(String query) {
        String app = tenant.newApp(nodes.refusing());

        assertThat(tenant.logs(app, query).failure()).isEqualTo("400/01");
    }

    private List<String> ask(String app, int times) {
        List<String> paths =
                IntStream.range(0, times).mapToObj(i -> "request/" + i).toList();
        for (String path : paths) {
            client.balance(app, "/" + path);
            awaitNextMillisecond();
        }
        return paths;
    }

    /** Records of one and the same millisecond have no order. */
    private static void awaitNextMillisecond() {
        long now = System.currentTimeMillis();
        while (System.currentTimeMillis() == now) {
            Thread.onSpinWait();
        }
    }

    private List<JsonObject> logged(String app, int count) {
        Poll.until(
                STORED_WITHIN, () -> assertThat(records(tenant.logs(app, ""))).hasSize(count));
        Answer answer = tenant.logs(app, "");
        assertThat(answer.json().getString("app_name")).isEqualTo(app);
        return records(answer);
    }

    private static List<JsonObject> records(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().getJsonArray("logs").stream()
                .map(JsonObject.class::cast)
                .toList();
    }
}
