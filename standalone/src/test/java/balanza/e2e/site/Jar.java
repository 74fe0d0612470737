package balanza.e2e.site;

import java.nio.file.Files;
import java.nio.file.Path;

/** The jars that the build has made. */
enum Jar {
    BALANZA("standalone/target/balanza.jar"),
    AUTH("auth-verticle/target/auth-verticle-fat.jar"),
    REGISTRY("registry-verticle/target/registry-verticle-fat.jar"),
    BALANCER("balancer-verticle/target/balancer-verticle-fat.jar"),
    MONITOR("monitor-verticle/target/monitor-verticle-fat.jar");

    private final String path;

    Jar(String path) {
        this.path = path;
    }

    Path file() {
        Path file = Repository.root().resolve(path);
        if (!Files.exists(file)) {
            throw new IllegalStateException(file + " (expected: built by mvn package)");
        }
        return file;
    }
}
