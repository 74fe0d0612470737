package balanza.standalone;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFolderTest {

    @TempDir
    Path folder;

    @Test
    void doesNotOpenAFolderInUse() {
        try (var first = EmbeddedStore.open(folder, 0)) {
            assertThatThrownBy(() -> EmbeddedStore.open(folder, 0))
                    .as("while %s is open", first.uri())
                    .isInstanceOf(StartException.class)
                    .hasMessage("data folder: " + folder + " (already open by another process)");
        }
    }

    @Test
    void doesNotOpenADamagedFile() throws IOException {
        Files.writeString(folder.resolve("store.mv"), "not a store at all ".repeat(1_000));

        assertThatThrownBy(() -> EmbeddedStore.open(folder, 0))
                .isInstanceOf(StartException.class)
                .hasMessage(
                        "data folder: " + folder + " (store.mv is damaged; restore a backup of it or move it away)");
    }

    @Test
    void doesNotOpenAFolderThatCannotBeMade() throws IOException {
        var inTheWay = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> EmbeddedStore.open(inTheWay.resolve("data"), 0))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("data folder: " + inTheWay.resolve("data"));
    }

    @Test
    void letsGoOfTheFolderWhenThePortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> EmbeddedStore.open(folder, taken.getLocalPort()))
                    .isInstanceOf(StartException.class)
                    .hasMessageStartingWith("port: " + taken.getLocalPort());
        }
        EmbeddedStore.open(folder, 0).close();
    }
}
