package balanza.balancer.control;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a field of a change may hold.
 *
 * @param schema of its value
 * @param expected what is told when it holds something else
 * @param allows what a schema cannot say; told every value, whatever its type
 * @param fields those within it, if it is an object
 */
record Rule(JsonObject schema, String expected, Predicate<Object> allows, Map<String, Rule> fields) {
    private static final String TYPE = "type";

    static Rule whole(int min, int max) {
        return of(
                new JsonObject().put(TYPE, "integer").put("minimum", min).put("maximum", max),
                "a whole number from " + min + " to " + max);
    }

    static Rule trueOrFalse() {
        return of(new JsonObject().put(TYPE, "boolean"), "true or false");
    }

    static Rule oneOf(List<String> words) {
        return of(new JsonObject().put(TYPE, "string").put("enum", new JsonArray(words)), list(words));
    }

    static Rule text(String expected) {
        return of(new JsonObject().put(TYPE, "string"), expected);
    }

    /** @param min and {@code max} how many */
    static Rule texts(int min, int max, String expected) {
        return of(
                new JsonObject()
                        .put(TYPE, "array")
                        .put("minItems", min)
                        .put("maxItems", max)
                        .put("items", new JsonObject().put(TYPE, "string")),
                expected);
    }

    /** An object of these fields and no others. */
    static Rule object(Map<String, Rule> fields) {
        return new Rule(objectSchema(fields), "an object", value -> true, fields);
    }

    static JsonObject objectSchema(Map<String, Rule> fields) {
        JsonObject properties = new JsonObject();
        fields.forEach((name, rule) -> properties.put(name, rule.schema));
        return new JsonObject()
                .put(TYPE, "object")
                .put("properties", properties)
                .put("additionalProperties", false);
    }

    /** In one sentence: {@code a, b or c}. */
    static String list(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    /** This, and only what {@code also} takes. */
    Rule where(Predicate<Object> also) {
        return new Rule(schema, expected, also, fields);
    }

    /** This, or {@code null}. */
    Rule orNull() {
        JsonObject nullable = schema.copy()
                .put(TYPE, new JsonArray().add(schema.getValue(TYPE)).add("null"));
        if (schema.containsKey("enum")) {
            nullable.put("enum", schema.getJsonArray("enum").copy().addNull());
        }
        return new Rule(nullable, expected, value -> value == null || allows.test(value), fields);
    }

    private static Rule of(JsonObject schema, String expected) {
        return new Rule(schema, expected, value -> true, Map.of());
    }
}
