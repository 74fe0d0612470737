package balanza.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.runtime.Env;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MonitorConfigTest {
    @Test
    void hasTheDocumentedDefaults() {
        var config = MonitorConfig.from(new Env(Map.of()));

        assertThat(config)
                .isEqualTo(new MonitorConfig(Duration.ofSeconds(5), 2, 2, Duration.ofSeconds(5), Samples.JAVAS_TRUST));
    }

    @Test
    void takesTheSeedsRuleToTheLetter() {
        var env = new Env(Map.of("HEALTH_FALL", "1", "HEALTH_RISE", "1", "JOB_SERVERS_INTERVAL_SECONDS", "1"));

        assertThat(MonitorConfig.from(env))
                .isEqualTo(new MonitorConfig(Duration.ofSeconds(1), 1, 1, Duration.ofSeconds(5), Samples.JAVAS_TRUST));
        assertThat(env.mistakes()).isEmpty();
    }

    @Test
    void namesEachSettingThatCannotBeUsed() {
        var env = new Env(Map.of("HEALTH_FALL", "0", "HEALTH_RISE", "two", "JOB_SERVERS_INTERVAL_SECONDS", "0"));

        MonitorConfig.from(env);

        assertThat(env.mistakes())
                .containsExactlyInAnyOrder(
                        "HEALTH_FALL: 0 (expected: a whole number from 1 to 100)",
                        "HEALTH_RISE: two (expected: a whole number from 1 to 100)",
                        "JOB_SERVERS_INTERVAL_SECONDS: 0 (expected: a whole number from 1 to 3600)");
    }
}
