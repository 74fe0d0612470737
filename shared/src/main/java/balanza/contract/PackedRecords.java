package balanza.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Log records as bytes, in a form that only who makes and who reads them knows; Base64 (RFC 4648 section 4) in JSON. */
public final class PackedRecords {
    private final byte[] bytes;

    /** @param bytes not to be changed any more */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PackedRecords(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Not to be changed: no copy is made of what may be large. */
    @JsonValue
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes there are. */
    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PackedRecords pack && Arrays.equals(bytes, pack.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "PackedRecords[" + bytes.length + " bytes]";
    }
}
