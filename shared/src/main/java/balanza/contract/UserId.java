package balanza.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Tells one user from all others, for ever: an email that is registered again is another user. */
public record UserId(@JsonValue String value) {
    @JsonCreator
    public UserId {}

    /** A new id, never given before. */
    public static UserId fresh() {
        return new UserId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
