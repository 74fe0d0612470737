package balanza.bench.site;

import balanza.bench.system.Program;
import balanza.bench.system.Programs;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured, and with what: the first line each program says of itself. */
public final class Versions {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Versions() {}

    /** By the program's name; one that is not there is left out. */
    public static Map<String, String> of(Programs programs, Path repository) {
        String folder = repository.toAbsolutePath().toString();
        Map<String, String> versions = new LinkedHashMap<>();
        put(versions, "Balanza, commit", programs, "git", "-C", folder, "describe", "--always", "--dirty");
        put(
                versions,
                "Java",
                programs,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--version");
        put(versions, "HAProxy", programs, "haproxy", "-v");
        put(versions, "nginx", programs, "nginx", "-v");
        put(versions, "wrk", programs, "wrk", "-v");
        if (Jar.SPRING_GATEWAY.isIn(repository)) {
            versions.put("Spring Cloud Gateway", SpringGateway.VERSIONS);
        }
        return versions;
    }

    /** Whether a program can be started. */
    static boolean onPath(Programs programs, String name) {
        Map<String, String> versions = new LinkedHashMap<>();
        put(versions, name, programs, name, "-v");
        return !versions.isEmpty();
    }

    private static void put(Map<String, String> versions, String name, Programs programs, String... command) {
        try {
            Program program = programs.start("version", List.of(command), Map.of());
            program.await(LIMIT);
            program.output().lines().findFirst().ifPresent(line -> versions.put(name, line.trim()));
            programs.forget(program);
        } catch (UncheckedIOException notThere) {
            // Left out, as the caller is told.
        }
    }
}
