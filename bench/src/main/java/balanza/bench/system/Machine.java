package balanza.bench.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the figures depend on.
 *
 * @param memoryMib what the machine has
 */
public record Machine(String processor, int cores, long memoryMib, String kernel, String system) {
    /** This one. */
    public static Machine here() {
        return new Machine(
                value(read("/proc/cpuinfo"), "model name", ":"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(value(read("/proc/meminfo"), "MemTotal", ":").replace(" kB", "")) / 1024,
                System.getProperty("os.version") + " " + System.getProperty("os.arch"),
                value(read("/etc/os-release"), "PRETTY_NAME", "=").replace("\"", ""));
    }

    /** The first value of that name, {@code "unknown"} if there is none. */
    static String value(String text, String name, String separator) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(separator) + 1).trim())
                .findFirst()
                .orElse("unknown");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
