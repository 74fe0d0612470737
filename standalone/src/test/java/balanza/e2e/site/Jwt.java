package balanza.e2e.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens as a forger would make them. */
public final class Jwt {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Jwt() {}

    /** Signed with HS256. */
    public static String signed(JsonObject header, JsonObject claims, String secret) {
        String content = part(header) + "." + part(claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return content + "." + BASE64.encodeToString(mac.doFinal(content.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Not signed at all. */
    public static String unsigned(JsonObject header, JsonObject claims) {
        return part(header) + "." + part(claims) + ".";
    }

    /** The header of a token. */
    public static JsonObject header(String token) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]), UTF_8));
    }

    private static String part(JsonObject json) {
        return BASE64.encodeToString(json.encode().getBytes(UTF_8));
    }
}
