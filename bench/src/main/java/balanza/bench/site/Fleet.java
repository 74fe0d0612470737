package balanza.bench.site;

import balanza.bench.system.Cores;
import balanza.bench.system.ProcessTree;
import balanza.bench.system.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All proxies that are measured beside one another. */
public final class Fleet implements AutoCloseable {
    private final Programs programs;
    private final Path repository;
    private final Cores cores;
    private final Nodes nodes;
    private final BalanzaSettings settings;
    private final List<Proxy> proxies = new ArrayList<>();
    private @Nullable BalanzaCluster cluster;

    private Fleet(Programs programs, Path repository, Cores cores) {
        this.programs = programs;
        this.repository = repository;
        this.cores = cores;
        nodes = Nodes.start(programs);
        settings = new BalanzaSettings(nodes, Certificate.make(programs));
    }

    /**
     * Starts them; returns once they all serve.
     *
     * @param programs are closed with the fleet
     * @param repository where the jars lie, the folder of the README
     */
    public static Fleet start(Programs programs, Path repository, List<ProxyKind> kinds, Cores cores) {
        Fleet fleet = new Fleet(programs, repository, cores);
        for (ProxyKind kind : kinds) {
            System.out.println("starting " + kind.id());
            fleet.proxies.add(fleet.start(kind));
        }
        return fleet;
    }

    /** In the order in which they are to be measured. */
    public List<Proxy> proxies() {
        return proxies;
    }

    private Proxy start(ProxyKind kind) {
        Certificate certificate = settings.certificate();
        return switch (kind) {
            case DIRECT -> direct();
            case HAPROXY -> Haproxy.start(programs, kind, false, nodes, certificate, cores);
            case HAPROXY_LOG -> Haproxy.start(programs, kind, true, nodes, certificate, cores);
            case NGINX -> Nginx.start(programs, kind, false, nodes, certificate, cores);
            case NGINX_LOG -> Nginx.start(programs, kind, true, nodes, certificate, cores);
            case STANDALONE -> Standalone.start(programs, repository, kind, settings, cores);
            case SPRING -> SpringGateway.start(programs, repository, kind, false, nodes, cores);
            case SPRING_LOG -> SpringGateway.start(programs, repository, kind, true, nodes, cores);
            default -> cluster().balancer(kind);
        };
    }

    private BalanzaCluster cluster() {
        if (cluster == null) {
            cluster = BalanzaCluster.start(programs, repository, settings, cores);
        }
        return cluster;
    }

    /** What a proxy can reach at most. */
    private Proxy direct() {
        Door door = new Door("http://127.0.0.1:" + nodes.first(), Optional.empty(), Optional.empty());
        return Proxy.alone(ProxyKind.DIRECT, door, ProcessTree.of());
    }

    @Override
    public void close() {
        programs.close();
    }
}
