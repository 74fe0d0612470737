package balanza.balancer.control;

import balanza.contract.ApiError;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The strict schema of a change: no unknown fields, and whatever is wrong is told by name. */
final class PatchSchema {
    private static final int MAX_SENTENCES = 10;

    private final Map<String, Rule> fields;
    private final List<String> required;
    private final Validator validator;

    /** @param fields in the order in which they are told */
    PatchSchema(Map<String, Rule> fields, List<String> required) {
        this.fields = fields;
        this.required = required;
        validator = Validator.create(
                JsonSchema.of(Rule.objectSchema(fields).copy()), // The validator writes into it.
                new JsonSchemaOptions()
                        .setBaseUri("https://balanza")
                        .setDraft(Draft.DRAFT202012)
                        .setOutputFormat(OutputFormat.Basic));
    }

    /** @throws balanza.contract.ApiException one sentence for each field that is missing, unknown or wrong */
    void check(JsonObject body) {
        OutputUnit result = validator.validate(body);
        List<String> sentences = new ArrayList<>();
        required.stream()
                .filter(name -> !body.containsKey(name))
                .map(name -> sentence(name, "missing", expected(name)))
                .forEach(sentences::add);
        judge("", fields, body, wrongPlaces(result), sentences);
        if (!sentences.isEmpty()) {
            throw ApiError.BAD_REQUEST.exception(
                    sentences.stream().limit(MAX_SENTENCES).collect(Collectors.joining("; ")));
        }
        if (!Boolean.TRUE.equals(result.getValid())) {
            throw ApiError.BAD_REQUEST.exception();
        }
    }

    /** @param prefix of the names in {@code body}, empty or with a dot at its end */
    private static void judge(
            String prefix, Map<String, Rule> known, JsonObject body, Set<String> wrong, List<String> sentences) {
        known.forEach((name, rule) -> {
            String place = prefix + name;
            Object value = body.getValue(name);
            if (!rule.fields().isEmpty() && value instanceof JsonObject inner) {
                judge(place + ".", rule.fields(), inner, wrong, sentences);
            } else if (body.containsKey(name)
                    && (wrong.contains(place) || !rule.allows().test(value))) {
                sentences.add(sentence(place, Json.encode(value), rule.expected()));
            }
        });
        body.fieldNames().stream()
                .filter(name -> !known.containsKey(name))
                .map(name -> sentence(prefix + name, "unknown", Rule.list(List.copyOf(known.keySet()))))
                .forEach(sentences::add);
    }

    private String expected(String name) {
        return Optional.ofNullable(fields.get(name)).map(Rule::expected).orElseThrow();
    }

    private static Set<String> wrongPlaces(OutputUnit result) {
        return Optional.ofNullable(result.getErrors()).stream()
                .flatMap(List::stream)
                .map(error ->
                        error.getInstanceLocation().replaceFirst("^#/?", "").replace('/', '.'))
                .collect(Collectors.toSet());
    }

    private static String sentence(String place, @Nullable String found, String expected) {
        return Schema.printable(place) + ": " + Schema.printable(String.valueOf(found)) + " (expected: " + expected
                + ")";
    }
}
