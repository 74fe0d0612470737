package balanza.auth;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.runtime.Env;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthConfigTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kVhO1nXW2uGc0yqv5T3mZr8sJd7LwQ4eBfAtYiPx6Ko=",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "correct horse battery staple, and then the ferry sailed"
            })
    void takesARandomSecret(String secret) {
        var env = new Env(Map.of("JWT_SECRET", secret, "JWT_EXPIRATION_SECONDS", "60"));

        var config = AuthConfig.from(env);

        assertThat(env.mistakes()).isEmpty();
        assertThat(config.secret().reveal()).isEqualTo(secret);
        assertThat(config.tokenLife()).isEqualTo(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "super-secret",
                "kVhO1nXW2uGc0yqv5T3mZr8sJd7LwQ4",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "changemechangemechangemechangeme",
                "changeme changeme changeme changeme chan",
                "0123456789abcdef0123456789abcdef",
                "01234567890123456789012345678901",
                "abcdefghijklmnopqrstuvwxyz0123456789",
                "a-string-secret-at-least-256-bits-long",
                "your-super-secret-jwt-token-with-at-least-32-characters-long",
                "please-change-me-to-a-very-long-random-string"
            })
    void refusesASecretThatIsShortOrCanBeGuessedWithoutShowingIt(String secret) {
        var env = new Env(Map.of("JWT_SECRET", secret));

        AuthConfig.from(env);

        assertThat(env.mistakes()).singleElement().asString().startsWith("JWT_SECRET: *** (expected: ");
        assertThat(env.resolved()).containsEntry("JWT_SECRET", "***");
    }

    @Test
    void refusesToDoWithoutASecret() {
        var env = new Env(Map.of());

        AuthConfig.from(env);

        assertThat(env.mistakes()).containsExactly("JWT_SECRET: not set (expected: at least 32 random bytes)");
    }
}
