package balanza.registry;

import balanza.contract.AppSettings;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * An app's settings as a part of its document: the names are the contract's, and what is as usual is left out. What a later
 * version has put there is passed over.
 */
final class SettingsDocument {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            .build();

    private SettingsDocument() {}

    static JsonObject of(AppSettings settings) {
        try {
            return new JsonObject(JSON.writeValueAsString(settings));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("settings cannot be written as JSON", e);
        }
    }

    /** @param document {@code null} for an app whose settings were never touched */
    static AppSettings settings(@Nullable JsonObject document) {
        if (document == null) {
            return AppSettings.DEFAULT;
        }
        try {
            return JSON.readValue(document.encode(), AppSettings.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("settings cannot be read", e);
        }
    }
}
