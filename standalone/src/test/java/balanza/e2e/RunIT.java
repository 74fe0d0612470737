package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Poll;
import balanza.e2e.site.Ports;
import balanza.e2e.site.Program;
import balanza.e2e.site.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./run}. */
class RunIT {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final int TERMINATED = 143;

    @TempDir
    private Path folder;

    @Test
    void whatAStartHasLearntAboutClassesServesTheNext() throws IOException {
        startAndEnd("first", "");
        Path loaded = folder.resolve("loaded");
        startAndEnd("second", "-Xlog:class+load:file=" + loaded);

        assertThat(Files.readString(loaded))
                .containsPattern("balanza\\.runtime\\.Main source: shared objects file")
                .containsPattern("io\\.vertx\\.core\\.Vertx source: shared objects file");
    }

    private void startAndEnd(String name, String javaOptions) {
        Map<String, String> settings = Map.of(
                "APP_PORT", Integer.toString(Ports.free()),
                "HEALTH_PORT", Integer.toString(Ports.free()),
                "DATA_DIR", folder.resolve("data").toString(),
                "JAVA_OPTS", javaOptions);
        String run = Repository.root().resolve("run").toString();
        try (Program program = new Program(name, folder, List.of(run), settings).start()) {
            Poll.until(LIMIT, () -> assertThat(program.output()).contains("Balanza is ready"));
            assertThat(program.terminate()).isEqualTo(TERMINATED);
        }
    }
}
