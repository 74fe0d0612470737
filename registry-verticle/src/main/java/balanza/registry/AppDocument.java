package balanza.registry;

import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.Endpoint;
import balanza.contract.Node;
import balanza.contract.NodeId;
import balanza.contract.NodeSpec;
import balanza.contract.NodeState;
import balanza.contract.Scheme;
import balanza.contract.Tombstone;
import balanza.contract.UserId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The one document of an app name, and what all changes of it have in common.
 *
 * <p>{@code _id} is the name. A live app has {@code appId, owner, created, revision, removed: false, nodes, changedAt}
 * and, once they were set, {@code settings} and {@code stickyKey}. A tombstone has {@code appId, revision, removed: true,
 * changedAt} and, if the name is reserved, {@code reservedFor} and {@code reservedUntil}.
 */
final class AppDocument {
    static final String APPS = "apps";

    private AppDocument() {}

    /** That update, which also raises the revision and notes the store's time. */
    static JsonObject changing(JsonObject update) {
        update.put("$inc", new JsonObject().put("revision", 1L));
        JsonObject dates = update.getJsonObject("$currentDate", new JsonObject());
        return update.put("$currentDate", dates.put("changedAt", true));
    }

    static JsonObject live(String name) {
        return new JsonObject().put("_id", name).put("removed", false);
    }

    static JsonObject live(String name, AppId id) {
        return live(name).put("appId", id.value());
    }

    static JsonObject live(String name, UserId owner) {
        return live(name).put("owner", owner.value());
    }

    static JsonObject newNode(NodeSpec spec, Instant now) {
        return at(spec.endpoint())
                .put("id", NodeId.fresh().value())
                .put("statusPath", spec.statusPath())
                .put("scheme", word(spec.scheme()))
                .put("weight", spec.weight())
                .put("state", word(NodeState.UNKNOWN))
                .put("since", date(now));
    }

    static JsonObject at(Endpoint endpoint) {
        return new JsonObject().put("host", endpoint.host()).put("port", endpoint.port());
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static JsonObject date(Instant instant) {
        return new JsonObject().put("$date", instant.toString());
    }

    static Instant instant(JsonObject document, String field) {
        return Instant.parse(document.getJsonObject(field).getString("$date"));
    }

    static App app(JsonObject document) {
        return new App(
                new AppId(document.getString("appId")),
                document.getString("_id"),
                new UserId(document.getString("owner")),
                instant(document, "created"),
                document.getLong("revision"),
                nodes(document),
                SettingsDocument.settings(document.getJsonObject("settings")),
                document.getString("stickyKey"));
    }

    static List<Node> nodes(JsonObject document) {
        return document.getJsonArray("nodes").stream()
                .map(node -> node((JsonObject) node))
                .toList();
    }

    static Tombstone tombstone(JsonObject document) {
        return new Tombstone(
                new AppId(document.getString("appId")), document.getString("_id"), document.getLong("revision"));
    }

    private static Node node(JsonObject document) {
        return new Node(
                new NodeId(document.getString("id")),
                new Endpoint(document.getString("host"), document.getInteger("port")),
                document.getString("statusPath"),
                NodeState.valueOf(constant(document.getString("state"))),
                instant(document, "since"),
                document.getString("reason"),
                Scheme.valueOf(constant(document.getString("scheme", word(Scheme.HTTP)))),
                document.getInteger("weight", Node.DEFAULT_WEIGHT),
                document.getBoolean("draining", false));
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
