package balanza.registry;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes the keys that cookies for sticky sessions are signed with. */
final class StickyKey {
    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private StickyKey() {}

    /** 128 random bits in base64url (RFC 4648 section 5), without padding. */
    static String fresh() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
