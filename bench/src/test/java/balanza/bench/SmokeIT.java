package balanza.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import balanza.bench.load.Scenario;
import balanza.bench.site.ProxyKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second of each load: that the bench works, not how fast anything is. */
class SmokeIT {
    private static final Path REPOSITORY = Path.of(System.getProperty("basedir", "."))
            .toAbsolutePath()
            .resolve("..")
            .normalize();

    @TempDir
    private Path folder;

    @Test
    void aSmokeRunMakesATableOfPlausibleFiguresAndLeavesNothingBehind() throws IOException {
        assumeTrue(
                onPath("wrk") && onPath("nginx"),
                "left out: wrk or nginx is not there; bench/install-peers installs them");
        Path table = folder.resolve("smoke.md");

        Results results = Main.run("--smoke", "--repository", REPOSITORY.toString(), "--out", table.toString());

        assertThat(results.scenarios()).containsExactly(Scenario.SMALL, Scenario.NEW, Scenario.SENT, Scenario.SECURE);
        for (Scenario scenario : results.scenarios()) {
            assertThat(results.proxies(scenario)).isEqualTo(peers());
            for (ProxyKind kind : peers()) {
                assertThat(results.of(scenario, kind))
                        .as(scenario + " " + kind)
                        .hasSize(1)
                        .allSatisfy(this::plausible);
            }
        }
        assertThat(Files.readString(table))
                .contains("## " + Scenario.SMALL.title())
                .contains("| " + ProxyKind.BALANZA.title() + " |")
                .doesNotContain("NaN");
        assertThat(ProcessHandle.current().descendants().map(SmokeIT::command)).isEmpty();
    }

    /** Whoever answers one of them a second, and needs a microsecond for it, has been measured wrongly. */
    private void plausible(Sample sample) {
        assertThat(sample.faults()).isEmpty();
        assertThat(sample.report().rate()).isBetween(50.0, 1_000_000.0);
        assertThat(sample.report().p50Millis()).isBetween(0.01, 2_000.0);
        assertThat(sample.report().p99Millis())
                .isGreaterThanOrEqualTo(sample.report().p50Millis());
        assertThat(sample.cpuPerRequest()).isBetween(1.0, 20_000.0);
        assertThat(sample.memory().pssKib()).isBetween(1_000L, 2_000_000L);
        assertThat(sample.memory().rssKib())
                .isGreaterThanOrEqualTo(sample.memory().pssKib());
    }

    private static List<ProxyKind> peers() {
        return onPath("haproxy")
                ? List.of(ProxyKind.HAPROXY, ProxyKind.NGINX, ProxyKind.BALANZA)
                : List.of(ProxyKind.NGINX, ProxyKind.BALANZA);
    }

    private static boolean onPath(String program) {
        Set<Path> folders = Stream.of(new ProcessBuilder()
                        .environment()
                        .getOrDefault("PATH", "")
                        .split(":", -1))
                .map(Path::of)
                .collect(Collectors.toSet());
        return folders.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(program)));
    }

    private static String command(ProcessHandle process) {
        return process.info().commandLine().orElse("unknown");
    }
}
