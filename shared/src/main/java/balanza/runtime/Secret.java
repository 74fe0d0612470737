package balanza.runtime;

import java.nio.charset.StandardCharsets;

/** A setting that must never be shown. */
public final class Secret {
    private final String value;

    /** @param value empty for none */
    public Secret(String value) {
        this.value = value;
    }

    /** The secret itself; not for logs. */
    public String reveal() {
        return value;
    }

    /** How many bytes it has in UTF-8. */
    public int bytes() {
        return value.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        return "***";
    }
}
