package balanza.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@link Standalone} in a JVM of its own, as {@code java -jar balanza.jar} would run it. */
final class Child implements AutoCloseable {

    private static final int START_SECONDS = 20;

    private final Process process;
    private final BufferedReader output;

    private Child(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static Child run(Path dataDir, String... args) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                System.getProperty("java.class.path"),
                Standalone.class.getName()));
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DATA_DIR", dataDir.toString());
        return new Child(builder.start());
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The next line it prints. */
    String line() {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return output.readLine();
                    } catch (IOException e) {
                        return "no output: " + e.getMessage();
                    }
                })
                .orTimeout(START_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** As {@code kill}. */
    int terminate() {
        process.destroy();
        return exitCode();
    }

    int exitCode() {
        return process.onExit()
                .orTimeout(START_SECONDS, TimeUnit.SECONDS)
                .join()
                .exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
