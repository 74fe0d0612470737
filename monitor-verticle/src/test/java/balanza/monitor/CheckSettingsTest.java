package balanza.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.AppSettings.HealthCheck;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckSettingsTest {
    private static final MonitorConfig CONFIG =
            new MonitorConfig(Duration.ofSeconds(5), 3, 4, Duration.ofSeconds(5), Samples.JAVAS_TRUST);

    @Test
    void areTheProcessesWhereTheAppWantsNothing() {
        assertThat(CheckSettings.of(CONFIG, HealthCheck.DEFAULT))
                .isEqualTo(new CheckSettings(
                        Duration.ofSeconds(5), Duration.ofSeconds(2), 3, 4, Statuses.of(List.of("200"))));
    }

    @Test
    void areTheAppsWhereItWantsSomething() {
        assertThat(CheckSettings.of(CONFIG, new HealthCheck(1, 250, 1, 2, List.of("204"))))
                .isEqualTo(new CheckSettings(
                        Duration.ofSeconds(1), Duration.ofMillis(250), 1, 2, Statuses.of(List.of("204"))));
    }

    @Test
    void aWishThatMakesNoSenseStopsNothing() {
        assertThat(CheckSettings.of(CONFIG, new HealthCheck(0, -1, 0, 0, null)))
                .isEqualTo(new CheckSettings(Duration.ofSeconds(1), Duration.ofMillis(1), 1, 1, Statuses.of(null)));
        assertThat(CheckSettings.of(CONFIG, new HealthCheck(null, Integer.MAX_VALUE, null, null, null))
                        .timeout())
                .isEqualTo(Duration.ofMinutes(1));
    }
}
