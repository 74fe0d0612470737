package balanza.bench.site;

import balanza.bench.system.Program;
import balanza.bench.system.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Runs nginx in a folder of its own, apart from any that the machine runs. */
final class NginxProgram {
    private static final String CONFIGURATION = """
            %s
            daemon off;
            pid nginx.pid;
            error_log stderr error;
            worker_processes %d;
            worker_rlimit_nofile 16384;
            events {
                worker_connections 8192;
            }
            http {
                client_body_temp_path temp-body;
                proxy_temp_path temp-proxy;
                fastcgi_temp_path temp-fastcgi;
                uwsgi_temp_path temp-uwsgi;
                scgi_temp_path temp-scgi;
                sendfile on;
                tcp_nopush on;
                keepalive_requests 1000000000;
                keepalive_timeout 1h;
                keepalive_time 24h;
                types { }
                default_type application/octet-stream;
            %s
            }
            """;
    /** Or the workers of root's nginx would be nobody, who may not read the bench's folder. */
    private static final String AS_ROOT = "user root;";

    private NginxProgram() {}

    /**
     * @param http what stands in the block of that name
     * @param hold what becomes of the command
     */
    static Program start(Programs programs, String name, int workers, String http, UnaryOperator<List<String>> hold) {
        Path folder = programs.folder(name);
        boolean root = "root".equals(System.getProperty("user.name"));
        try {
            Files.writeString(
                    folder.resolve("nginx.conf"),
                    CONFIGURATION.formatted(root ? AS_ROOT : "", workers, http.indent(4)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = List.of("nginx", "-p", folder + "/", "-c", "nginx.conf", "-e", "stderr");
        return programs.start(name, hold.apply(command), Map.of());
    }
}
