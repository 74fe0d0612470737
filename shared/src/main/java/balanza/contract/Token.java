package balanza.contract;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Shows who is calling.
 *
 * @param value a signed JWT, RFC 7519
 */
public record Token(String value) {
    /**
     * What every token of ours begins with, and no other. The header never varies, so that a token of ours can be told by its
     * first bytes.
     */
    public static final String PREFIX = base64Url("{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"balanza\"}") + ".";

    private static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return "Token[***]";
    }
}
