package balanza.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvTest {
    @Test
    void readsWhatIsSet() {
        Env env = new Env(Map.of("TEXT", " a b ", "WHOLE", "7", "WAIT", "30", "KEEP", "2", "KEY", "s3cret-\u00e9"));

        assertThat(env.text("TEXT")).contains("a b");
        assertThat(env.text("TEXT", "other")).isEqualTo("a b");
        assertThat(env.whole("WHOLE", 1, 0, 10)).isEqualTo(7);
        assertThat(env.whole("WHOLE", 0, 10)).contains(7);
        assertThat(env.seconds("WAIT", 1, 0, 60)).isEqualTo(Duration.ofSeconds(30));
        assertThat(env.days("KEEP", 1, 0, 7)).isEqualTo(Duration.ofDays(2));
        assertThat(env.secret("KEY").orElseThrow().reveal()).isEqualTo("s3cret-\u00e9");
        assertThat(env.secret("KEY").orElseThrow().bytes()).isEqualTo(9);
        assertThat(env.mistakes()).isEmpty();
    }

    @Test
    void takesBlankForUnset() {
        Env env = new Env(Map.of("TEXT", "", "WHOLE", "  ", "KEY", "\t"));

        assertThat(env.text("TEXT")).isEmpty();
        assertThat(env.text("TEXT", "other")).isEqualTo("other");
        assertThat(env.whole("WHOLE", 3, 0, 10)).isEqualTo(3);
        assertThat(env.whole("WHOLE", 0, 10)).isEmpty();
        assertThat(env.secret("KEY")).isEmpty();
        assertThat(env.text("MISSING")).isEmpty();
        assertThat(env.mistakes()).isEmpty();
    }

    @Test
    void reportsAllMistakesTogether() {
        Env env = new Env(Map.of("PORT", "65536", "WAIT", "soon", "RISE", "1.5", "HUGE", "99999999999"));

        env.whole("PORT", 0, 65535);
        env.seconds("WAIT", 5, 1, 60);
        env.whole("RISE", 2, 1, 10);
        env.whole("HUGE", 2, 1, 10);
        env.mistake("JWT_SECRET", "missing", "at least 32 bytes");

        assertThat(env.mistakes())
                .containsExactly(
                        "PORT: 65536 (expected: a whole number from 0 to 65535)",
                        "WAIT: soon (expected: a whole number from 1 to 60)",
                        "RISE: 1.5 (expected: a whole number from 1 to 10)",
                        "HUGE: 99999999999 (expected: a whole number from 1 to 10)",
                        "JWT_SECRET: missing (expected: at least 32 bytes)");
    }

    @Test
    void showsEverySettingAsUsedButNoSecret() {
        Env env = new Env(Map.of("PORT", "80", "KEY", "s3cret", "UNUSED", "x"));

        env.whole("PORT", 5000, 1, 65535);
        env.text("HOST", "0.0.0.0");
        env.text("NAME");
        env.secret("KEY");
        env.secret("NO_KEY");

        assertThat(env.resolved())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("PORT", "80", "HOST", "0.0.0.0", "NAME", "", "KEY", "***", "NO_KEY", ""));
    }

    @Test
    void neverShowsASecret() {
        assertThat(new Env(Map.of("KEY", "s3cret")).secret("KEY").toString()).doesNotContain("s3cret");
    }

    @Test
    void putsDefaultsOnlyWhereNothingIsSet() {
        Env env = new Env(Map.of("A", "mine", "B", " "))
                .withDefaults(Map.of("A", "default a", "B", "default b", "C", "default c"));

        assertThat(env.text("A")).contains("mine");
        assertThat(env.text("B")).contains("default b");
        assertThat(env.text("C")).contains("default c");
    }
}
