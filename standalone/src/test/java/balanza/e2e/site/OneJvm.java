package balanza.e2e.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code java -jar balanza.jar}. */
public final class OneJvm implements Site {
    private static final Duration START_LIMIT = Duration.ofSeconds(40);

    private final Program program;
    private final Client client;
    private final Client health;

    private OneJvm(Path folder, Map<String, String> settings) {
        int port = Ports.free();
        int healthPort = Ports.free();
        client = new Client(URI.create("http://127.0.0.1:" + port));
        health = new Client(URI.create("http://127.0.0.1:" + healthPort));
        Map<String, String> all = new LinkedHashMap<>(Settings.with(settings));
        all.put("APP_PORT", Integer.toString(port));
        all.put("HEALTH_PORT", Integer.toString(healthPort));
        all.put("DATA_DIR", folder.resolve("data").toString());
        all.values().removeIf(String::isEmpty);
        program = new Program("balanza", folder, Java.command(List.of("-Xmx256m"), Jar.BALANZA), all);
    }

    /** @param settings besides the usual; an empty value takes a usual one away */
    public static OneJvm open(String name, Map<String, String> settings) {
        OneJvm site = new OneJvm(freshFolder(name), settings);
        site.start();
        return site;
    }

    /** Starts it again after {@link #kill}; returns once it is ready. */
    public void start() {
        program.start();
        try {
            Poll.until(START_LIMIT, () -> {
                program.mustRun();
                assertThat(client.get("/api/health").status()).isEqualTo(200);
                assertThat(client.get("/api/health/ready").status()).isEqualTo(200);
            });
        } catch (Error e) {
            program.close();
            throw new AssertionError(e.getMessage() + "\n" + program.output(), e);
        }
    }

    /** As {@code kill -9}. */
    public void kill() {
        program.kill();
    }

    /** As {@code kill}; returns at once. */
    public void askToEnd() {
        program.askToEnd();
    }

    /** Waits for its end. */
    public int exitCode() {
        return program.exitCode();
    }

    /** All it has written. */
    public String output() {
        return program.output();
    }

    /** Where it is asked after its health. */
    public Client health() {
        return health;
    }

    @Override
    public List<Client> balancers() {
        return List.of(client);
    }

    @Override
    public Figures figures(Client balancer) {
        return Figures.of(health);
    }

    @Override
    public void close() {
        program.close();
    }

    static Path freshFolder(String name) {
        Path folder = Repository.scratch().resolve(Unique.name(name));
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
