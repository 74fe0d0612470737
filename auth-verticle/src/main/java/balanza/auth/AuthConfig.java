package balanza.auth;

import balanza.runtime.Env;
import balanza.runtime.Secret;
import java.time.Duration;

/**
 * Auth's settings.
 *
 * @param secret signs tokens; at least 32 bytes, as many as HMAC-SHA-256 has (RFC 7518 section 3.2)
 * @param tokenLife how long a token is valid, in whole seconds
 */
record AuthConfig(Secret secret, Duration tokenLife) {
    private static final int SECRET_BYTES = 32;
    private static final int DAY_SECONDS = 86_400;

    static AuthConfig from(Env env) {
        return new AuthConfig(secret(env), env.seconds("JWT_EXPIRATION_SECONDS", 300, 1, 30 * DAY_SECONDS));
    }

    private static Secret secret(Env env) {
        Secret secret = env.secret("JWT_SECRET").orElse(new Secret(""));
        if (secret.bytes() == 0) {
            env.mistake("JWT_SECRET", "not set", "at least " + SECRET_BYTES + " random bytes");
        } else if (secret.bytes() < SECRET_BYTES) {
            env.mistake("JWT_SECRET", secret.toString(), "at least " + SECRET_BYTES + " random bytes, not fewer");
        } else if (Guessable.is(secret.reveal())) {
            env.mistake("JWT_SECRET", secret.toString(), "random bytes, not a well-known or repeated text");
        }
        return secret;
    }
}
