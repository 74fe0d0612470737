package balanza.bench.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Jars that have been built. */
enum Jar {
    BALANZA("standalone/target/balanza.jar"),
    AUTH("auth-verticle/target/auth-verticle-fat.jar"),
    REGISTRY("registry-verticle/target/registry-verticle-fat.jar"),
    BALANCER("balancer-verticle/target/balancer-verticle-fat.jar"),
    MONITOR("monitor-verticle/target/monitor-verticle-fat.jar"),
    SPRING_GATEWAY("bench/spring-gateway/target/spring-gateway.jar");

    private final String path;

    Jar(String path) {
        this.path = path;
    }

    /** Whether it has been built. */
    boolean isIn(Path repository) {
        return Files.exists(repository.resolve(path));
    }

    /** {@code java -jar jar arguments}, with the Java that runs the bench, and what {@code ./run} gives it. */
    List<String> command(Path repository, String... arguments) {
        if (!isIn(repository)) {
            throw new IllegalStateException(repository.resolve(path) + " (expected: built by mvn package)");
        }
        List<String> command = new ArrayList<>(List.of("env", "MALLOC_ARENA_MAX=1"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options(repository));
        command.add("-jar");
        command.add(repository.resolve(path).toAbsolutePath().toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Our own are short of memory for new objects, of which our peer makes many. */
    private List<String> options(Path repository) {
        return this == SPRING_GATEWAY
                ? List.of("-XX:+UseParallelGC", "-Xmx512m")
                : List.of("@" + repository.resolve("jvm.options").toAbsolutePath());
    }
}
