package balanza.contract;

/**
 * Shows who is calling.
 *
 * @param value a signed JWT, RFC 7519
 */
public record Token(String value) {
    /** Never shows the token. */
    @Override
    public String toString() {
        return "Token[***]";
    }
}
