package balanza.balancer.control;

import balanza.contract.ApiError;
import balanza.contract.Credentials;
import balanza.contract.Endpoint;
import balanza.contract.Node;
import balanza.contract.NodeSpec;
import balanza.contract.Scheme;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Request bodies turned into what they mean. Whatever is wrong with one is told as {@link ApiError#BAD_REQUEST}. */
final class Payload {
    private static final String JSON = "application/json";

    /** A plain JSON object is a merge patch too. */
    private static final List<String> PATCH_TYPES = List.of(JSON, "application/merge-patch+json");

    private static final int MAX_EMAIL_CHARACTERS = 254;

    private final Schema credentials = Schema.credentials();
    private final Schema newNode = Schema.newNode();
    private final Schema node = Schema.node();
    private final PatchSchema nodePatch = NodeSchema.patch();
    private final PatchSchema settings = SettingsSchema.patch();

    Credentials credentials(RoutingContext ctx) {
        JsonObject body = object(ctx);
        credentials.check(body);
        String email = body.getString("email");
        // A pattern's $ lets a trailing line break through.
        if (email.length() > MAX_EMAIL_CHARACTERS || email.chars().anyMatch(c -> c < ' ')) {
            throw ApiError.BAD_REQUEST.exception(Schema.wrong("email", body));
        }
        return new Credentials(email, body.getString("password"));
    }

    NodeSpec newNode(RoutingContext ctx) {
        JsonObject body = object(ctx);
        newNode.check(body);
        Endpoint endpoint = endpoint(body);
        try {
            return new NodeSpec(
                    endpoint,
                    body.getString("statuspath"),
                    body.getString("scheme", "http").equals("https") ? Scheme.HTTPS : Scheme.HTTP,
                    body.getInteger("weight", Node.DEFAULT_WEIGHT));
        } catch (IllegalArgumentException e) {
            throw ApiError.BAD_REQUEST.exception(String.valueOf(e.getMessage()));
        }
    }

    Endpoint node(RoutingContext ctx) {
        JsonObject body = object(ctx);
        node.check(body);
        return endpoint(body);
    }

    SettingsPatch settings(RoutingContext ctx) {
        JsonObject body = object(ctx, PATCH_TYPES);
        settings.check(body);
        return new SettingsPatch(body);
    }

    NodePatch nodePatch(RoutingContext ctx) {
        JsonObject body = object(ctx);
        nodePatch.check(body);
        String state = body.getString("state");
        return new NodePatch(
                endpoint(body),
                statusPath(body),
                body.getInteger("weight"),
                state == null ? null : state.equals(NodeSchema.DRAIN));
    }

    private static @Nullable String statusPath(JsonObject body) {
        String path = body.getString("statuspath");
        try {
            return path == null ? null : NodeSpec.statusPath(path);
        } catch (IllegalArgumentException e) {
            throw ApiError.BAD_REQUEST.exception(String.valueOf(e.getMessage()));
        }
    }

    /** Refuses what the schema lets through and can never work: 80.5, 0, infinity, malformed hosts. */
    private static Endpoint endpoint(JsonObject body) {
        double port = body.getNumber("port").doubleValue();
        if (port != Math.rint(port) || port < 1 || port > 65535) {
            throw ApiError.BAD_REQUEST.exception(Schema.wrong("port", body));
        }
        try {
            return new Endpoint(body.getString("host"), (int) port);
        } catch (IllegalArgumentException e) {
            throw ApiError.BAD_REQUEST.exception(Schema.wrong("host", body));
        }
    }

    private static JsonObject object(RoutingContext ctx) {
        return object(ctx, List.of(JSON));
    }

    private static JsonObject object(RoutingContext ctx, List<String> types) {
        String type = ctx.request().getHeader("Content-Type");
        if (type == null || !types.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))) {
            throw ApiError.NOT_JSON.exception("The body must be " + Rule.list(types));
        }
        try {
            Buffer bytes = ctx.body().buffer();
            Object body =
                    bytes == null ? null : Json.decodeValue(bytes); // Buffer.toJson() takes the bytes for a value.
            if (body instanceof JsonObject object) {
                return object;
            }
        } catch (DecodeException e) {
            throw ApiError.BAD_REQUEST.exception("body: not JSON (expected: a JSON object)");
        }
        throw ApiError.BAD_REQUEST.exception("body: not an object (expected: a JSON object)");
    }
}
