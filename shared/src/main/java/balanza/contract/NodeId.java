package balanza.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells one node from all others, for ever: a node that is registered again is another node.
 *
 * <p>It is a UUID, and kept as its 128 bits, since a process may know a million of them; anything else is kept as it is.
 */
public final class NodeId {
    private final long high;
    private final long low;
    private final @Nullable String other;

    @JsonCreator
    public NodeId(String value) {
        UUID uuid = uuid(value);
        high = uuid == null ? 0 : uuid.getMostSignificantBits();
        low = uuid == null ? value.hashCode() : uuid.getLeastSignificantBits();
        other = uuid == null ? value : null;
    }

    /** A new id, never given before. */
    public static NodeId fresh() {
        return new NodeId(UUID.randomUUID().toString());
    }

    /** As it is written. */
    @JsonValue
    public String value() {
        return other == null ? new UUID(high, low).toString() : other;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof NodeId id && high == id.high && low == id.low && Objects.equals(other, id.other);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high ^ low);
    }

    @Override
    public String toString() {
        return value();
    }

    /** @return {@code null} if it is not one, or not written as they are written here */
    private static @Nullable UUID uuid(String value) {
        if (value.length() != 36) {
            return null;
        }
        try {
            UUID uuid = UUID.fromString(value);
            return uuid.toString().equals(value) ? uuid : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
