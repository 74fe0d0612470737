package balanza.balancer.control;

import balanza.contract.ApiError;
import balanza.contract.AppSettings;
import balanza.contract.AppSettings.HealthCheck;
import io.vertx.core.json.JsonObject;

/**
 * A change of an app's settings: a JSON merge patch, in which {@code null} sets a field back to what is usual. Source:
 * RFC 7396.
 */
record SettingsPatch(JsonObject patch) {
    /** @throws balanza.contract.ApiException if what comes out does not fit together */
    AppSettings applyTo(AppSettings settings) {
        AppSettings changed = merged(JsonObject.mapFrom(settings), patch).mapTo(AppSettings.class);
        HealthCheck check = changed.healthCheck();
        if (check.intervalSeconds() != null
                && check.timeoutMs() != null
                && check.timeoutMs() > check.intervalSeconds() * 1_000) {
            throw ApiError.BAD_REQUEST.exception("healthCheck.timeoutMs: " + check.timeoutMs()
                    + " (expected: at most the interval, " + check.intervalSeconds() * 1_000 + ")");
        }
        return changed;
    }

    /** RFC 7396 section 2, for a patch that is an object. */
    private static JsonObject merged(JsonObject target, JsonObject patch) {
        for (String field : patch.fieldNames()) {
            Object value = patch.getValue(field);
            if (value == null) {
                target.remove(field);
            } else if (value instanceof JsonObject inner) {
                target.put(field, merged(objectAt(field, target), inner));
            } else {
                target.put(field, value);
            }
        }
        return target;
    }

    private static JsonObject objectAt(String field, JsonObject target) {
        return target.getValue(field) instanceof JsonObject present ? present : new JsonObject();
    }
}
