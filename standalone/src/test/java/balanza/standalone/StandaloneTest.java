package balanza.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneTest {

    @TempDir
    Path folder;

    @Test
    void saysHowItIsUsed() throws IOException {
        try (var child = Child.run(folder, "shop")) {
            assertThat(child.line()).startsWith("usage: ");
            assertThat(child.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void refusesABadPort() throws IOException {
        try (var child = Child.run(folder, "node", "90000")) {
            assertThat(child.line()).isEqualTo("port: 90000 (expected: 0 to 65535)");
            assertThat(child.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void tellsOfATakenPortInOneLine() throws IOException {
        try (var taken = new ServerSocket(0)) {
            var port = taken.getLocalPort();
            try (var child = Child.run(folder, "node", String.valueOf(port), "127.0.0.1")) {
                assertThat(child.line())
                        .isEqualTo("address: 127.0.0.1:" + port + " (expected: a free port of this host)");
                assertThat(child.exitCode()).isEqualTo(1);
                assertThat(child.line()).isNull();
            }
        }
    }

    @Test
    void closesTheStoreOnSigterm() throws IOException {
        try (var child = Child.run(folder, "store", "0")) {
            assertThat(child.line()).startsWith("store ready: mongodb://127.0.0.1:");
            assertThat(child.terminate()).isEqualTo(143);
        }
        assertThat(Files.readString(folder.resolve("store.mv"), ISO_8859_1)).contains("clean:1");
    }
}
