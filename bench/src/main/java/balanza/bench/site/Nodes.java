package balanza.bench.site;

import balanza.bench.load.Content;
import balanza.bench.system.Patience;
import balanza.bench.system.Ports;
import balanza.bench.system.Program;
import balanza.bench.system.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * The nodes behind every proxy: two of nginx that serve files, which the system has in memory, and a slow one.
 *
 * @param first of the two usual ones, its port
 * @param second its port
 * @param slow port of one that takes 20 ms
 */
public record Nodes(int first, int second, int slow) {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private static final String HTTP = """
            access_log off;
            open_file_cache max=16 inactive=1h;
            open_file_cache_valid 1h;
            server {
                listen 127.0.0.1:%d backlog=4096;
                root files;
                location = /status { return 200 ""; }
                location = %s { return 200 "%s"; }
            }
            """;

    /** Returns once they answer. */
    public static Nodes start(Programs programs) {
        return new Nodes(nginx(programs, "node-1"), nginx(programs, "node-2"), SlowNode.start());
    }

    private static int nginx(Programs programs, String name) {
        int port = Ports.free();
        files(programs.folder(name).resolve("files"));
        String http = HTTP.formatted(port, Content.POSTED.path(), "x".repeat(Content.POSTED.bytes()));
        Program node = NginxProgram.start(programs, name, 1, http, UnaryOperator.identity());
        Http door = Http.atPort(port);
        Patience.await(name, START_LIMIT, () -> {
            node.mustRun();
            return door.serves("/status");
        });
        return port;
    }

    private static void files(Path folder) {
        try {
            Files.createDirectories(folder);
            for (Content content : Content.values()) {
                Files.write(folder.resolve(content.path().substring(1)), new byte[content.bytes()]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
