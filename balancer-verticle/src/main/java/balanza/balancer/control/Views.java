package balanza.balancer.control;

import balanza.contract.App;
import balanza.contract.AppSettings;
import balanza.contract.AppSettings.HealthCheck;
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

    /** Where it says nothing, it is the monitor's to decide. */
    private static final HealthCheck USUAL_CHECK = new HealthCheck(null, null, null, null, List.of("200"));

    private Views() {}

    static JsonObject apps(Apps apps) {
        return new JsonObject().put("apps", list(apps.apps(), Views::summary));
    }

    /** @param defaults what is shown where the app does not say otherwise */
    static JsonObject app(App app, User owner, SettingDefaults defaults) {
        return new JsonObject()
                .put("name", app.name())
                .put("owner", owner.email())
                .put("created", app.created().toString())
                .put("revision", app.revision())
                .mergeIn(settings(app.settings(), defaults))
                .put("nodes", list(app.nodes(), Views::node));
    }

    static JsonObject logs(String app, LogPage page) {
        JsonObject logs = new JsonObject().put("app_name", app).put("logs", list(page.records(), Views::record));
        return page.next() == null ? logs : logs.put("next", page.next());
    }

    private static JsonObject settings(AppSettings settings, SettingDefaults defaults) {
        return JsonObject.mapFrom(settings)
                .put("retry", resolved(settings.retry(), defaults.retry()))
                .put("timeouts", resolved(settings.timeouts(), defaults.timeouts()))
                .put("limits", resolved(settings.limits(), defaults.limits()))
                .put("healthCheck", resolved(settings.healthCheck(), USUAL_CHECK));
    }

    private static JsonObject resolved(Object set, Object defaults) {
        JsonObject shown = JsonObject.mapFrom(defaults);
        JsonObject.mapFrom(set).stream()
                .filter(field -> field.getValue() != null)
                .forEach(field -> shown.put(field.getKey(), field.getValue()));
        return shown;
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
                .put("scheme", node.scheme().name().toLowerCase(Locale.ROOT))
                .put("weight", node.weight())
                .put("state", node.state().name().toLowerCase(Locale.ROOT))
                .put("draining", node.draining())
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
