package balanza.e2e.site;

import java.nio.file.Path;

/** Where the sources and what was built from them lie. */
public final class Repository {
    private Repository() {}

    /** The folder of the README. */
    public static Path root() {
        return module().resolve("..").normalize();
    }

    /** Where the tests leave logs and data, below {@code target}. */
    public static Path scratch() {
        return module().resolve("target").resolve("e2e");
    }

    private static Path module() {
        return Path.of(System.getProperty("basedir", ".")).toAbsolutePath();
    }
}
