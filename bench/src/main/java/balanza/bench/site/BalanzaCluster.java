package balanza.bench.site;

import balanza.bench.system.Cores;
import balanza.bench.system.Patience;
import balanza.bench.system.Ports;
import balanza.bench.system.ProcessTree;
import balanza.bench.system.Program;
import balanza.bench.system.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Balanza as processes of their own: the store, auth, registry and monitor once, and as many balancers as are measured, which
 * differ in their settings. The access log is on, as it always is.
 */
final class BalanzaCluster {
    /** As the README has them started: the log and passwords wait for the balancer if they must. */
    private static final List<String> STANDING_BACK = List.of("nice", "-n", "10");

    private final Programs programs;
    private final Path repository;
    private final Cores cores;
    private final BalanzaSettings settings;
    private final int storePort = Ports.free();
    private final int seedPort = Ports.free();
    private final ProcessTree others;
    private final List<Program> services = new ArrayList<>();
    private boolean registered;

    private BalanzaCluster(Programs programs, Path repository, BalanzaSettings settings, Cores cores) {
        this.programs = programs;
        this.repository = repository;
        this.settings = settings;
        this.cores = cores;
        services.add(store());
        service(Jar.REGISTRY, STANDING_BACK, seedPort, Map.of("MONGO_URI", "mongodb://127.0.0.1:" + storePort));
        service(Jar.AUTH, STANDING_BACK, Ports.free(), Map.of("JWT_SECRET", secret()));
        service(Jar.MONITOR, List.of(), Ports.free(), Map.of());
        others = ProcessTree.of(services.toArray(new Program[0]));
    }

    /** One after the other, since JVMs that start at the same time keep one another from it. */
    static BalanzaCluster start(Programs programs, Path repository, BalanzaSettings settings, Cores cores) {
        return new BalanzaCluster(programs, repository, settings, cores);
    }

    private Program store() {
        String name = "store-" + cores;
        List<String> command =
                with(STANDING_BACK, Jar.BALANZA.command(repository, "store", Integer.toString(storePort)));
        return programs.start(
                name,
                command,
                Map.of("DATA_DIR", programs.folder(name).resolve("data").toString()));
    }

    /** Returns once it is in the cluster. */
    private void service(Jar jar, List<String> before, int clusterPort, Map<String, String> own) {
        String name = jar.name().toLowerCase(Locale.ROOT) + "-" + cores;
        int healthPort = Ports.free();
        Map<String, String> all = new LinkedHashMap<>(own);
        all.putAll(member(clusterPort));
        all.put("HEALTH_PORT", Integer.toString(healthPort));
        Program program = programs.start(name, with(before, jar.command(repository)), all);
        Http health = Http.atPort(healthPort);
        Patience.await(name, BalanzaSettings.START_LIMIT, () -> {
            program.mustRun();
            return health.serves("/live");
        });
        services.add(program);
    }

    private static List<String> with(List<String> before, List<String> command) {
        return Stream.concat(before.stream(), command.stream()).toList();
    }

    private Map<String, String> member(int clusterPort) {
        return Map.of("CLUSTER_PORT", Integer.toString(clusterPort), "CLUSTER_MEMBERS", "127.0.0.1:" + seedPort);
    }

    /** Adds a balancer and returns once it serves; only this one is held to the cores. */
    Proxy balancer(ProxyKind kind) {
        String name = kind.id() + "-" + cores;
        BalancerPorts ports = BalancerPorts.free();
        Map<String, String> all = new LinkedHashMap<>(settings.of(ports));
        all.putAll(member(Ports.free()));
        all.putAll(kind.balancerSettings().orElseThrow());
        Program program = programs.start(name, cores.hold(Jar.BALANCER.command(repository)), all);
        Http door = Http.atPort(ports.plain());
        Patience.await(name, BalanzaSettings.START_LIMIT, () -> {
            program.mustRun();
            others.mustRun();
            return door.serves("/api/health");
        });
        if (!registered) {
            settings.register(door);
            registered = true;
        }
        settings.awaitRoutes(name, door);
        return new Proxy(
                kind, ports.door(), ProcessTree.of(program), Optional.of(others), Optional.of(ports.balancer(program)));
    }

    private static String secret() {
        return UUID.randomUUID() + "-" + UUID.randomUUID();
    }
}
