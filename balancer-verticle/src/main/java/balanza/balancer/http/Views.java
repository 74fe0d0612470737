package balanza.balancer.http;

import balanza.contract.App;
import balanza.contract.Apps;
import balanza.contract.LogPage;
import balanza.contract.Node;
import balanza.contract.NodeState;
import balanza.contract.ServedRequest;
import balanza.contract.User;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** How clients are shown apps, nodes and log records. */
final class Views {
    /** RFC 1123 with two digits for the day, as HTTP has it (RFC 9110 section 5.6.7). */
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Views() {}

    static JsonObject apps(Apps apps) {
        return new JsonObject().put("apps", list(apps.apps(), Views::summary));
    }

    static JsonObject app(App app, User owner) {
        return new JsonObject()
                .put("name", app.name())
                .put("owner", owner.email())
                .put("created", app.created().toString())
                .put("revision", app.revision())
                .put("nodes", list(app.nodes(), Views::node));
    }

    static JsonObject logs(String app, LogPage page) {
        JsonObject logs = new JsonObject().put("app_name", app).put("logs", list(page.records(), Views::record));
        return page.next() == null ? logs : logs.put("next", page.next());
    }

    private static JsonObject summary(App app) {
        long up = app.nodes().stream()
                .filter(node -> node.state() == NodeState.UP)
                .count();
        return new JsonObject()
                .put("name", app.name())
                .put("nodes", app.nodes().size())
                .put("up", up);
    }

    private static JsonObject node(Node node) {
        return new JsonObject()
                .put("host", node.endpoint().host())
                .put("port", node.endpoint().port())
                .put("statuspath", node.statusPath())
                .put("state", node.state().name().toLowerCase(Locale.ROOT))
                .put("since", node.since().toString())
                .put("reason", node.reason());
    }

    private static JsonObject record(ServedRequest record) {
        return new JsonObject()
                .put("date", HTTP_DATE.format(Instant.ofEpochMilli(record.dateMs())))
                .put("end_point", record.endPoint())
                .put("method", record.method())
                .put("path", record.path())
                .put("response_code", record.responseCode())
                .put("total_time_ms", record.totalTimeMs())
                .put("attempts", list(record.attempts(), Views::attempt))
                .put("upstream_ms", record.upstreamMs())
                .put("bytes", record.bytes())
                .put("request_id", record.requestId())
                .put("reason", record.reason() == null ? null : record.reason().word());
    }

    private static JsonObject attempt(ServedRequest.Attempt attempt) {
        return new JsonObject()
                .put("node", attempt.node())
                .put("ms", attempt.ms())
                .put("outcome", attempt.outcome().word());
    }

    private static <T> JsonArray list(List<T> things, Function<T, JsonObject> view) {
        return new JsonArray(things.stream().map(view).toList());
    }
}
