package balanza.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What of a request is hashed: {@code address}, {@code header:name} or {@code cookie:name}.
 *
 * @param source where to look
 * @param name of the header, in lower case, or of the cookie; empty for the address
 */
public record HashOn(Source source, String name) {
    /** The client's address. */
    public static final HashOn ADDRESS = new HashOn(Source.ADDRESS, "");

    /** An RFC 9110 section 5.6.2 token, which names of fields and cookies are. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

    /** Where to look. */
    public enum Source {
        ADDRESS,
        HEADER,
        COOKIE
    }

    /** @throws IllegalArgumentException if it is written otherwise */
    @JsonCreator
    public static HashOn of(String text) {
        if (text.equals("address")) {
            return ADDRESS;
        }
        int colon = text.indexOf(':');
        String name = text.substring(colon + 1);
        if (colon > 0 && TOKEN.matcher(name).matches()) {
            if (text.startsWith("header:")) {
                return new HashOn(Source.HEADER, name.toLowerCase(Locale.ROOT));
            }
            if (text.startsWith("cookie:")) {
                return new HashOn(Source.COOKIE, name);
            }
        }
        throw new IllegalArgumentException("hashOn: not usable (expected: address, header:<name> or cookie:<name>)");
    }

    /** As the API writes it. */
    @Override
    @JsonValue
    public String toString() {
        String word = source.name().toLowerCase(Locale.ROOT);
        return name.isEmpty() ? word : word + ":" + name;
    }
}
