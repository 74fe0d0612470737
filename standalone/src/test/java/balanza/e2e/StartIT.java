package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.FourJvms;
import balanza.e2e.site.Program;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartIT {
    @Test
    void allMistakesInTheSettingsAreToldTogetherBeforeAnythingStarts() {
        Map<String, String> settings = Map.of(
                "JWT_SECRET",
                "qwerty-7",
                "JWT_EXPIRATION_SECONDS",
                "soon",
                "LOG_LEVEL",
                "info",
                "HEALTH_PORT",
                "70000");
        try (Program auth = FourJvms.program("auth", "mistakes", settings).start()) {
            assertThat(auth.exitCode()).isEqualTo(1);
            assertThat(auth.output())
                    .contains("JWT_EXPIRATION_SECONDS: soon (expected: a whole number")
                    .contains("HEALTH_PORT: 70000 (expected: a whole number")
                    .contains("JWT_SECRET: ")
                    .doesNotContain("qwerty-7")
                    .doesNotContain("Started");
        }
    }

    @Test
    void withoutASecretAuthDoesNotStart() {
        try (Program auth = FourJvms.program("auth", "no-secret", Map.of()).start()) {
            assertThat(auth.exitCode()).isEqualTo(1);
            assertThat(auth.output()).contains("JWT_SECRET");
        }
    }
}
