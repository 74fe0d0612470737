package balanza.bench;

import balanza.bench.system.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for the run, and all processes that run in it; both are gone at its end, also if it is broken off. */
final class Scratch implements AutoCloseable {
    private final Path folder;
    private final List<Programs> all = new ArrayList<>();
    private final Thread atExit = new Thread(this::breakOff, "break off");
    private volatile boolean brokenOff;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    static Scratch open() {
        try {
            Scratch scratch = new Scratch(Files.createTempDirectory("balanza-bench"));
            Runtime.getRuntime().addShutdownHook(scratch.atExit);
            return scratch;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An owner of processes, in a folder of its own. */
    synchronized Programs programs() {
        Programs programs = new Programs(folder.resolve(Integer.toString(all.size())));
        all.add(programs);
        return programs;
    }

    /** Whether the run is being broken off, by Ctrl-C or a signal: what fails then is no failure. */
    boolean brokenOff() {
        return brokenOff;
    }

    @Override
    public void close() {
        clear();
        if (!brokenOff) {
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }

    private void breakOff() {
        brokenOff = true;
        clear();
    }

    private synchronized void clear() {
        all.forEach(Programs::close);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Scratch::delete);
        } catch (IOException | UncheckedIOException e) {
            System.err.println(folder + ": not cleared: " + e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
