package balanza.bench.load;

import balanza.bench.load.Scenario.Trait;
import balanza.bench.system.Program;
import balanza.bench.system.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the load. Every load has an end: wrk's own, and a limit after which it is killed. */
public final class Wrk {
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final int MOST_THREADS = 2;
    private static final String POST = """
            wrk.method = "POST"
            wrk.body = string.rep("x", 1024)
            wrk.headers["Content-Type"] = "application/octet-stream"
            """;

    private final Programs programs;
    private final Path post;

    /** @param programs start wrk, and end it if need be */
    public Wrk(Programs programs) {
        this.programs = programs;
        post = programs.folder("wrk").resolve("post.lua");
        try {
            Files.writeString(post, POST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loads one proxy; returns when it has ended. */
    public WrkReport run(Scenario scenario, URI target, int seconds) {
        Program wrk = programs.start("wrk", command(scenario, target, seconds), Map.of());
        try {
            int code = wrk.await(GRACE.plusSeconds(seconds));
            if (code != 0) {
                throw new IllegalStateException("wrk: exit code " + code + " (expected: 0):\n" + wrk.output());
            }
            return WrkReport.parse(wrk.output());
        } finally {
            programs.forget(wrk);
        }
    }

    private List<String> command(Scenario scenario, URI target, int seconds) {
        List<String> command = new ArrayList<>(List.of("wrk", "--latency"));
        command.add("-t" + Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
        command.add("-c" + scenario.connections());
        command.add("-d" + seconds + "s");
        if (scenario.has(Trait.NEW_CONNECTIONS)) {
            command.addAll(List.of("-H", "Connection: close"));
        }
        if (scenario.has(Trait.POST)) {
            command.addAll(List.of("-s", post.toString()));
        }
        command.add(target.toString());
        return command;
    }
}
