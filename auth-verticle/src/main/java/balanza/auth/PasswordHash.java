package balanza.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A password as it is kept: Argon2id with a salt of its own, in the PHC string format, which names the parameters, so that
 * they can be raised without making old hashes void.
 *
 * <p>Source: RFC 9106; parameters after the OWASP Password Storage Cheat Sheet.
 */
final class PasswordHash {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final int memoryKib;
    private final int passes;
    private final int lanes;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int memoryKib, int passes, int lanes, byte[] salt, byte[] hash) {
        this.memoryKib = memoryKib;
        this.passes = passes;
        this.lanes = lanes;
        this.salt = salt;
        this.hash = hash;
    }

    /** Hashes a password; takes about a tenth of a second of one core. */
    static PasswordHash of(String password) {
        byte[] salt = random(SALT_BYTES);
        return new PasswordHash(
                MEMORY_KIB, PASSES, LANES, salt, argon2id(password, MEMORY_KIB, PASSES, LANES, salt, HASH_BYTES));
    }

    /** The hash of nothing anybody knows, to spend the same time where there is no account as where there is one. */
    static PasswordHash ofNobody() {
        return new PasswordHash(MEMORY_KIB, PASSES, LANES, random(SALT_BYTES), random(HASH_BYTES));
    }

    /**
     * @param phc {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, Base64 without padding
     * @throws IllegalArgumentException if it is anything else
     */
    static PasswordHash parse(String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an Argon2id hash in PHC string format");
        }
        return new PasswordHash(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                Base64.getDecoder().decode(parts.group(4)),
                Base64.getDecoder().decode(parts.group(5)));
    }

    /** Whether this is the hash of that password; takes as long as making one, whatever the answer. */
    boolean fits(String password) {
        return MessageDigest.isEqual(hash, argon2id(password, memoryKib, passes, lanes, salt, hash.length));
    }

    /** As {@link #parse} reads it; not for logs. */
    String phc() {
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + passes + ",p=" + lanes + "$" + ENCODER.encodeToString(salt)
                + "$" + ENCODER.encodeToString(hash);
    }

    private static byte[] argon2id(String password, int memoryKib, int passes, int lanes, byte[] salt, int bytes) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[bytes];
        argon2.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }
}
