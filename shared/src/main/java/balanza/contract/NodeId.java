package balanza.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Tells one node from all others, for ever: a node that is registered again is another node. */
public record NodeId(@JsonValue String value) {
    @JsonCreator
    public NodeId {}

    /** A new id, never given before. */
    public static NodeId fresh() {
        return new NodeId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
