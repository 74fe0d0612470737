package balanza.bench.site;

import balanza.bench.system.Cores;
import balanza.bench.system.Patience;
import balanza.bench.system.ProcessTree;
import balanza.bench.system.Program;
import balanza.bench.system.Programs;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Balanza as {@code ./run} starts it: all services and the store in one process, and so in one figure. */
final class Standalone {
    private Standalone() {}

    static Proxy start(Programs programs, Path repository, ProxyKind kind, BalanzaSettings settings, Cores cores) {
        String name = kind.id() + "-" + cores;
        BalancerPorts ports = BalancerPorts.free();
        Map<String, String> all = new LinkedHashMap<>(settings.of(ports));
        all.put("DATA_DIR", programs.folder(name).resolve("data").toString());
        Program program = programs.start(name, cores.hold(Jar.BALANZA.command(repository)), all);
        Http door = Http.atPort(ports.plain());
        Patience.await(name, BalanzaSettings.START_LIMIT, () -> {
            program.mustRun();
            return door.serves("/api/health");
        });
        settings.register(door);
        settings.awaitRoutes(name, door);
        return new Proxy(
                kind, ports.door(), ProcessTree.of(program), Optional.empty(), Optional.of(ports.balancer(program)));
    }
}
