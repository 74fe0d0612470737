package balanza.bench.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTreeTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long TICK_MICROS = 10_000;
    /** The shell only waits: what computes is its child. */
    private static final List<String> BUSY = List.of("sh", "-c", "(while :; do :; done) & wait");

    @TempDir
    private Path folder;

    @Test
    void whatAChildComputesCostsTimeButNoMoreThanGoesBy() {
        try (Programs programs = new Programs(folder)) {
            long began = System.nanoTime();
            ProcessTree tree = ProcessTree.of(programs.start("busy", BUSY, Map.of()));
            Patience.await("processor time", LIMIT, () -> tree.cpuMicros() >= 200_000);

            long cost = tree.cpuMicros();
            long wentBy = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began);

            assertThat(cost).isLessThanOrEqualTo(wentBy + 2 * TICK_MICROS);
            assertThat(tree.memory().pssKib())
                    .isPositive()
                    .isLessThan(tree.memory().rssKib() + 1);
        }
    }

    @Test
    void whatAProgramHasStartedEndsWithIt() {
        ProcessHandle shell;
        ProcessHandle child;
        try (Programs programs = new Programs(folder)) {
            Program program = programs.start("busy", BUSY, Map.of());
            shell = ProcessHandle.of(program.pid()).orElseThrow();
            Patience.await("a child", LIMIT, () -> shell.children().findAny().isPresent());
            child = shell.children().findAny().orElseThrow();
        }

        assertThat(shell.isAlive()).isFalse();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void nothingIsStartedOnceTheOwnerIsClosed() {
        Programs programs = new Programs(folder);
        programs.close();

        assertThatThrownBy(() -> programs.start("late", List.of("true"), Map.of()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aProgramThatHasEndedIsMissedWithItsLastWords() {
        try (Programs programs = new Programs(folder)) {
            Program program = programs.start("short", List.of("sh", "-c", "echo goodbye; exit 3"), Map.of());

            assertThat(program.await(LIMIT)).isEqualTo(3);
            assertThatThrownBy(program::mustRun).hasMessageContaining("goodbye");
        }
    }
}
