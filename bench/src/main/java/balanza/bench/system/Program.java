package balanza.bench.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that the bench has started, with those that it has started in turn. */
public final class Program implements AutoCloseable {
    private static final int END_SECONDS = 10;

    private final String name;
    private final Path output;
    private final Process process;

    private Program(String name, Path output, Process process) {
        this.name = name;
        this.output = output;
        this.process = process;
    }

    static Program start(String name, Path folder, List<String> command, Map<String, String> environment) {
        Path output = folder.resolve("output.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        String path = builder.environment().getOrDefault("PATH", "");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().putAll(environment);
        try {
            return new Program(name, output, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** As the system knows it. */
    public long pid() {
        return process.pid();
    }

    /** @throws IllegalStateException with its output, if it has ended */
    public void mustRun() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " has ended (expected: to run):\n" + output());
        }
    }

    /**
     * Waits for its end.
     *
     * @return its exit code
     * @throws IllegalStateException if it takes longer
     */
    public int await(Duration limit) {
        if (!ended(process, limit.toMillis())) {
            throw new IllegalStateException(name + " still runs (expected: an end within " + limit.toSeconds() + " s)");
        }
        return process.exitValue();
    }

    /** All it has written so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end, and kills what does not, those that it has started included. */
    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        if (!ended(process, TimeUnit.SECONDS.toMillis(END_SECONDS))) {
            process.destroyForcibly();
        }
        for (ProcessHandle child : children) {
            child.destroyForcibly();
            child.onExit()
                    .orTimeout(END_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(late -> child)
                    .join();
        }
    }

    private static boolean ended(Process process, long limitMillis) {
        try {
            return process.waitFor(limitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
