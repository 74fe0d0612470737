package balanza.bench.site;

import balanza.bench.system.Cores;
import balanza.bench.system.Patience;
import balanza.bench.system.Ports;
import balanza.bench.system.ProcessTree;
import balanza.bench.system.Program;
import balanza.bench.system.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** HAProxy at its best: a thread for each core, connections to the nodes kept and shared, nothing rewritten. */
final class Haproxy {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private static final String CONFIGURATION = """
            global
                nbthread %d
                maxconn 4096
            %s
            defaults
                mode http
                timeout connect 5s
                timeout client 60s
                timeout server 60s
                timeout http-keep-alive 60s
                http-reuse always
            %s
            frontend plain
                bind 127.0.0.1:%d
                default_backend nodes
            frontend secure
                bind 127.0.0.1:%d ssl crt %s alpn http/1.1
                default_backend nodes
            frontend slow
                bind 127.0.0.1:%d
                default_backend slow
            backend nodes
                balance roundrobin
                server first 127.0.0.1:%d
                server second 127.0.0.1:%d
            backend slow
                balance leastconn
                server first 127.0.0.1:%d
                server slow 127.0.0.1:%d
            """;

    private static final String LOG_GLOBAL = "    log 127.0.0.1:%d local0";
    private static final String LOG_DEFAULTS = "    log global\n    option httplog";

    private Haproxy() {}

    /** @param logged to a syslog server, by UDP: HAProxy waits for nobody who reads its log */
    static Proxy start(
            Programs programs, ProxyKind kind, boolean logged, Nodes nodes, Certificate certificate, Cores cores) {
        String name = kind.id() + "-" + cores;
        int plain = Ports.free();
        int secure = Ports.free();
        int slow = Ports.free();
        String configuration = CONFIGURATION.formatted(
                cores.count(),
                logged ? LOG_GLOBAL.formatted(LogSink.start()) : "",
                logged ? LOG_DEFAULTS : "",
                plain,
                secure,
                certificate.both(),
                slow,
                nodes.first(),
                nodes.second(),
                nodes.first(),
                nodes.slow());
        try {
            Files.writeString(programs.folder(name).resolve("haproxy.cfg"), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Program program = programs.start(name, cores.hold(List.of("haproxy", "-db", "-f", "haproxy.cfg")), Map.of());
        Http door = Http.atPort(plain);
        Patience.await(name, START_LIMIT, () -> {
            program.mustRun();
            return door.serves("/status");
        });
        return Proxy.alone(kind, Door.atPorts(plain, secure, slow), ProcessTree.of(program));
    }
}
