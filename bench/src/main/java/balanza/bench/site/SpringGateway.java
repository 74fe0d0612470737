package balanza.bench.site;

import balanza.bench.system.Cores;
import balanza.bench.system.Patience;
import balanza.bench.system.Ports;
import balanza.bench.system.ProcessTree;
import balanza.bench.system.Program;
import balanza.bench.system.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Spring Cloud Gateway, one route to one node, which is the least it can do: a second node would cost it more. */
final class SpringGateway {
    /** As its POM pins them. */
    static final String VERSIONS = "Spring Cloud 2025.1.4, Spring Boot 4.0.7";

    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    /** To a file, by a thread of its own: access-log.xml. */
    private static final Map<String, String> LOGGED = Map.of(
            "JAVA_TOOL_OPTIONS", "-Dreactor.netty.http.server.accessLogEnabled=true",
            "LOGGING_CONFIG", "classpath:access-log.xml");

    private SpringGateway() {}

    /** @param logged to a file, by a thread of its own */
    static Proxy start(Programs programs, Path repository, ProxyKind kind, boolean logged, Nodes nodes, Cores cores) {
        String name = kind.id() + "-" + cores;
        int port = Ports.free();
        Program program = programs.start(
                name,
                cores.hold(Jar.SPRING_GATEWAY.command(
                        repository, "--server.port=" + port, "--node=http://127.0.0.1:" + nodes.first())),
                logged ? LOGGED : Map.of());
        Http door = Http.atPort(port);
        Patience.await(name, START_LIMIT, () -> {
            program.mustRun();
            return door.serves("/status");
        });
        Door doors = new Door("http://127.0.0.1:" + port, Optional.empty(), Optional.empty());
        return Proxy.alone(kind, doors, ProcessTree.of(program));
    }
}
