package balanza.bench.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Owns every process of the bench: what was started through it is ended with it, and nothing can be started afterwards. */
public final class Programs implements AutoCloseable {
    private final Path folder;
    private final Deque<Program> started = new ArrayDeque<>();
    private boolean closed;

    /** @param folder where each program gets a folder of its own, to run in */
    public Programs(Path folder) {
        this.folder = folder;
    }

    /** A program's own folder, made if need be. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts a program in its own folder; its output goes to a file there.
     *
     * @param environment all of it, but for the path
     * @throws IllegalStateException once this is closed
     */
    public synchronized Program start(String name, List<String> command, Map<String, String> environment) {
        if (closed) {
            throw new IllegalStateException(name + " (expected: not to be started, the bench is ending)");
        }
        Program program = Program.start(name, folder(name), command, environment);
        started.push(program);
        return program;
    }

    /** Forgets those that have been closed; a long run starts hundreds. */
    public synchronized void forget(Program program) {
        program.close();
        started.remove(program);
    }

    /** Ends all that still run, the last one first. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }
}
