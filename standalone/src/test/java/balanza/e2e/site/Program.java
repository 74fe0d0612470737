package balanza.e2e.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that can be started, killed and started again. Its output goes to a file of its name. */
public final class Program implements AutoCloseable {
    private static final int END_SECONDS = 20;

    private final String name;
    private final ProcessBuilder builder;
    private final Path output;
    private Process process;

    /**
     * @param folder where it runs and leaves its output
     * @param settings its whole environment, but for the path
     */
    public Program(String name, Path folder, List<String> command, Map<String, String> settings) {
        this.name = name;
        output = folder.resolve(name + ".log");
        builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        String path = builder.environment().getOrDefault("PATH", "");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().putAll(settings);
    }

    /** Starts it, which takes a while: it is not ready when this returns. */
    public synchronized Program start() {
        if (running()) {
            throw new IllegalStateException(name + " runs already");
        }
        try {
            Files.createDirectories(output.getParent());
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Ends it as {@code kill -9} does. */
    public synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
            exitCode();
        }
    }

    /** Ends it as {@code kill} does. */
    public synchronized int terminate() {
        process.destroy();
        return exitCode();
    }

    /** Asks it to end, as {@code kill} does, and does not wait for it. */
    public synchronized void askToEnd() {
        process.destroy();
    }

    /** Stops it where it is, as SIGSTOP does; its connections stay, and the system goes on taking new ones for it. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets it go on, as SIGCONT does. */
    public void thaw() {
        signal("CONT");
    }

    private synchronized void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
            if (!kill.waitFor(END_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new IllegalStateException("kill -" + name + " " + this);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for its end. */
    public int exitCode() {
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(name + " does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether it runs. */
    public synchronized boolean running() {
        return process != null && process.isAlive();
    }

    /** @throws Ended unless it runs; that is no failure to wait out, as an exception would be */
    void mustRun() {
        if (!running()) {
            throw new Ended(name + " has ended:\n" + output());
        }
    }

    /** A program that should run has ended. */
    private static final class Ended extends Error {
        Ended(String message) {
            super(message);
        }
    }

    /** As the system knows it. */
    public long pid() {
        return process.pid();
    }

    /** All it has written, of all its runs. */
    public String output() {
        try {
            return Files.exists(output) ? Files.readString(output) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    @Override
    public String toString() {
        return name;
    }
}
