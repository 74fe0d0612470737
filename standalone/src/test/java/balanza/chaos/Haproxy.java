package balanza.chaos;

import balanza.e2e.site.Client;
import balanza.e2e.site.Poll;
import balanza.e2e.site.Ports;
import balanza.e2e.site.Program;
import balanza.e2e.site.Repository;
import balanza.e2e.site.Unique;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** HAProxy in front of balancers, as one would set it up; it must be on the path. */
final class Haproxy implements Front {
    private static final Duration START_LIMIT = Duration.ofSeconds(10);
    private static final int STATUS_COLUMN = 17;

    private static final String CONFIGURATION = """
            defaults
                mode http
                timeout connect 5s
                timeout client 30s
                timeout server 30s
            listen balanza
                bind 127.0.0.1:%d
                balance roundrobin
                option httpchk GET /api/health/ready
                default-server check inter 200ms
            %s
            frontend statistics
                bind 127.0.0.1:%d
                stats enable
                stats uri /
            """;

    private final Client client = local(Ports.free());
    private final Client statistics = local(Ports.free());
    private final Program program;

    private Haproxy(List<Client> balancers) {
        Path folder = Repository.scratch().resolve(Unique.name("haproxy"));
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("haproxy.cfg"), configuration(balancers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        program = new Program("haproxy", folder, List.of("haproxy", "-db", "-f", "haproxy.cfg"), Map.of());
    }

    /** Returns once it answers. */
    static Haproxy before(List<Client> balancers) {
        Haproxy haproxy = new Haproxy(balancers);
        haproxy.program.start();
        try {
            Poll.until(START_LIMIT, () -> haproxy.statistics.get("/;csv"));
        } catch (AssertionError e) {
            haproxy.close();
            throw new AssertionError(e.getMessage() + "\n" + haproxy.program.output(), e);
        }
        return haproxy;
    }

    @Override
    public Client client() {
        return client;
    }

    @Override
    public boolean uses(Client balancer) {
        return statistics
                .get("/;csv")
                .body()
                .lines()
                .map(line -> line.split(",", -1))
                .filter(row -> row[0].equals("balanza") && row[1].equals(name(balancer)))
                .anyMatch(row -> row[STATUS_COLUMN].equals("UP"));
    }

    @Override
    public boolean choosesByRequest() {
        return true;
    }

    @Override
    public void close() {
        program.close();
    }

    private String configuration(List<Client> balancers) {
        StringBuilder servers = new StringBuilder();
        for (Client balancer : balancers) {
            servers.append("    server ")
                    .append(name(balancer))
                    .append(' ')
                    .append(balancer.base().getAuthority())
                    .append('\n');
        }
        return CONFIGURATION.formatted(
                client.base().getPort(), servers, statistics.base().getPort());
    }

    private static String name(Client balancer) {
        return "at-" + balancer.base().getPort();
    }

    private static Client local(int port) {
        return new Client(URI.create("http://127.0.0.1:" + port));
    }
}
