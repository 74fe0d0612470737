package balanza.bench.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Programs with all processes below them: what they have cost so far. */
public final class ProcessTree {
    private static final long MICROS_PER_TICK = 1_000_000L / ProcessStat.TICKS_PER_SECOND;

    private final List<Program> roots;

    private ProcessTree(List<Program> roots) {
        this.roots = roots;
    }

    /** The trees of these programs, taken together. */
    public static ProcessTree of(Program... roots) {
        return new ProcessTree(Arrays.asList(roots));
    }

    /** @throws IllegalStateException if one of the programs has ended */
    public void mustRun() {
        roots.forEach(Program::mustRun);
    }

    /** User and system time so far, in microseconds; exact to ten milliseconds. */
    public long cpuMicros() {
        return pids().mapToLong(pid -> ProcessStat.parse(read(pid, "stat")).ticks())
                        .sum()
                * MICROS_PER_TICK;
    }

    /** What they have in memory now. */
    public Memory memory() {
        return pids().map(pid -> Memory.parse(read(pid, "smaps_rollup"))).reduce(Memory.NONE, Memory::plus);
    }

    private Stream<Long> pids() {
        return roots.stream()
                .flatMap(root -> Stream.concat(
                        Stream.of(root.pid()),
                        ProcessHandle.of(root.pid()).stream()
                                .flatMap(ProcessHandle::descendants)
                                .map(ProcessHandle::pid)));
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
