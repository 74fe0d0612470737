package balanza.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Tells one app from all others, for ever: a name that is registered again is another app. */
public record AppId(@JsonValue String value) {
    @JsonCreator
    public AppId {}

    /** A new id, never given before. */
    public static AppId fresh() {
        return new AppId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
