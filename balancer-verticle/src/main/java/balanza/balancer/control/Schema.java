package balanza.balancer.control;

import balanza.contract.ApiError;
import balanza.contract.Node;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The JSON schemas of request bodies, word for word the seed's but for optional fields, and how a body that breaks one is
 * answered.
 */
final class Schema {
    private static final JsonObject EMAIL = new JsonObject()
            .put("type", "string")
            .put("pattern", "(^[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+\\.[a-zA-Z0-9-.]+$)");
    private static final JsonObject PASSWORD =
            new JsonObject().put("type", "string").put("minLength", 6).put("maxLength", 30);
    private static final JsonObject TEXT = new JsonObject().put("type", "string");
    private static final JsonObject PORT =
            new JsonObject().put("type", "number").put("minimum", 0).put("maximum", 65535);

    private static final JsonObject SCHEME = new JsonObject()
            .put("type", "string")
            .put("enum", new JsonArray().add("http").add("https"));
    private static final JsonObject WEIGHT =
            new JsonObject().put("type", "integer").put("minimum", 0).put("maximum", Node.MAX_WEIGHT);

    /** Said of fields that are wrong; what is wrong with a password is never shown. */
    private static final Map<String, String> EXPECTED = Map.of(
            "email", "an email address of at most 254 characters",
            "password", "a string of 6 to 30 characters",
            "host", "a host name, an IPv4 or an IPv6 address",
            "port", "a whole number from 1 to 65535",
            "statuspath", "a path, as a string",
            "scheme", "http or https",
            "weight", "a whole number from 0 to " + Node.MAX_WEIGHT);

    private static final int SHOWN_CHARACTERS = 80;

    private final List<String> required;
    private final Validator validator;

    private Schema(Map<String, JsonObject> properties, Map<String, JsonObject> optional) {
        required = properties.keySet().stream().sorted().toList();
        JsonObject fields = new JsonObject();
        properties.forEach(fields::put);
        optional.forEach(fields::put);
        JsonObject schema = new JsonObject()
                .put("type", "object")
                .put("properties", fields)
                .put("required", new JsonArray(required));
        validator = Validator.create(
                JsonSchema.of(schema.copy()), // The validator writes into it, and the parts above belong to all.
                new JsonSchemaOptions()
                        .setBaseUri("https://balanza")
                        .setDraft(Draft.DRAFT202012)
                        .setOutputFormat(OutputFormat.Basic));
    }

    /** Email and password. */
    static Schema credentials() {
        return new Schema(Map.of("email", EMAIL, "password", PASSWORD), Map.of());
    }

    /** A node to register. */
    static Schema newNode() {
        return new Schema(
                Map.of("host", TEXT, "port", PORT, "statuspath", TEXT), Map.of("scheme", SCHEME, "weight", WEIGHT));
    }

    /** A node that is registered. */
    static Schema node() {
        return new Schema(Map.of("host", TEXT, "port", PORT), Map.of());
    }

    /** @throws balanza.contract.ApiException one sentence for each field that is wrong */
    void check(JsonObject body) {
        OutputUnit result = validator.validate(body);
        if (Boolean.TRUE.equals(result.getValid())) {
            return;
        }
        TreeSet<String> wrong = new TreeSet<>();
        required.stream().filter(field -> !body.containsKey(field)).forEach(wrong::add);
        Optional.ofNullable(result.getErrors()).stream()
                .flatMap(List::stream)
                .map(error -> error.getInstanceLocation().replaceFirst("^#/?", ""))
                .filter(EXPECTED::containsKey)
                .forEach(wrong::add);
        throw ApiError.BAD_REQUEST.exception(
                wrong.stream().map(field -> wrong(field, body)).collect(Collectors.joining("; ")));
    }

    /** One sentence about a field: what it is, and what was expected. */
    static String wrong(String field, JsonObject body) {
        return field + ": " + shown(field, body) + " (expected: " + EXPECTED.get(field) + ")";
    }

    private static String shown(String field, JsonObject body) {
        if (!body.containsKey(field)) {
            return "missing";
        }
        if (field.equals("password")) {
            return "***";
        }
        return printable(String.valueOf(body.getValue(field)));
    }

    /** What a client has sent, fit to be shown: without control characters, and not too long. */
    static String printable(String text) {
        String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() <= SHOWN_CHARACTERS ? printable : printable.substring(0, SHOWN_CHARACTERS) + "...";
    }
}
