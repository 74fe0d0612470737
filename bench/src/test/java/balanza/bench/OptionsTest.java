package balanza.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import balanza.bench.load.Scenario;
import balanza.bench.site.ProxyKind;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void whatIsNotSaidIsAsUsual() {
        assertThat(Options.parse()).isEqualTo(Options.usual());
    }

    @Test
    void everyFlagIsHeard() {
        Options options = Options.parse(
                "--rounds",
                "2",
                "--seconds",
                "7",
                "--warm-ups",
                "9",
                "--scenarios",
                "tls,1m",
                "--proxies",
                "balanza,haproxy",
                "--out",
                "x.md");

        assertThat(options.rounds()).isEqualTo(2);
        assertThat(options.seconds()).isEqualTo(7);
        assertThat(options.warmUps()).isEqualTo(9);
        assertThat(options.scenarios()).containsExactlyInAnyOrder(Scenario.SECURE, Scenario.LARGE);
        assertThat(options.proxies()).containsExactly(ProxyKind.BALANZA, ProxyKind.HAPROXY);
        assertThat(options.named()).isTrue();
        assertThat(options.out()).isEqualTo(Path.of("x.md"));
    }

    @Test
    void whatASmokeRunMeasuresCanBeChosen() {
        assertThat(Options.parse("--smoke", "--scenarios", "slow").scenarios()).containsExactly(Scenario.SLOW);
    }

    @Test
    void nonsenseIsRefusedByName() {
        assertThatThrownBy(() -> Options.parse("--rounds", "0")).hasMessage("--rounds: 0 (expected: 1 to 9999)");
        assertThatThrownBy(() -> Options.parse("--rounds")).hasMessageStartingWith("--rounds (expected:");
        assertThatThrownBy(() -> Options.parse("--loud", "1")).hasMessageStartingWith("--loud (expected:");
        assertThatThrownBy(() -> Options.parse("--proxies", "squid")).hasMessageContaining("expected: one of direct,");
    }

    @Test
    void theUsageNamesAllThereIs() {
        assertThat(Arrays.stream(Scenario.values()).map(Scenario::id)).allMatch(Options.USAGE::contains);
        assertThat(Arrays.stream(ProxyKind.values()).map(ProxyKind::id)).allMatch(Options.USAGE::contains);
    }
}
