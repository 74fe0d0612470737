package balanza.bench.site;

import balanza.bench.system.Cores;
import balanza.bench.system.Patience;
import balanza.bench.system.Ports;
import balanza.bench.system.ProcessTree;
import balanza.bench.system.Program;
import balanza.bench.system.Programs;
import java.time.Duration;

/** nginx at its best: a worker for each core, connections to the nodes kept, bodies never written to disk. */
final class Nginx {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private static final String HTTP = """
            access_log %s;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_buffers 16 32k;
            proxy_busy_buffers_size 128k;
            proxy_max_temp_file_size 0;
            ssl_certificate %s;
            ssl_certificate_key %s;
            upstream nodes {
                server 127.0.0.1:%d;
                server 127.0.0.1:%d;
                keepalive 256;
                keepalive_requests 1000000000;
                keepalive_time 24h;
            }
            upstream slow {
                least_conn;
                server 127.0.0.1:%d;
                server 127.0.0.1:%d;
                keepalive 256;
                keepalive_requests 1000000000;
                keepalive_time 24h;
            }
            server {
                listen 127.0.0.1:%d backlog=4096 reuseport;
                listen 127.0.0.1:%d backlog=4096 reuseport ssl;
                location / { proxy_pass http://nodes; }
            }
            server {
                listen 127.0.0.1:%d backlog=4096 reuseport;
                location / { proxy_pass http://slow; }
            }
            """;

    private Nginx() {}

    /** @param logged to a file, through a buffer */
    static Proxy start(
            Programs programs, ProxyKind kind, boolean logged, Nodes nodes, Certificate certificate, Cores cores) {
        String name = kind.id() + "-" + cores;
        int plain = Ports.free();
        int secure = Ports.free();
        int slow = Ports.free();
        String http = HTTP.formatted(
                logged ? "access.log combined buffer=64k flush=1s" : "off",
                certificate.certificate(),
                certificate.key(),
                nodes.first(),
                nodes.second(),
                nodes.first(),
                nodes.slow(),
                plain,
                secure,
                slow);
        Program program = NginxProgram.start(programs, name, cores.count(), http, cores::hold);
        Http door = Http.atPort(plain);
        Patience.await(name, START_LIMIT, () -> {
            program.mustRun();
            return door.serves("/status");
        });
        return Proxy.alone(kind, Door.atPorts(plain, secure, slow), ProcessTree.of(program));
    }
}
