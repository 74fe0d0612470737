package balanza.bench;

import balanza.bench.load.Scenario;
import balanza.bench.load.Wrk;
import balanza.bench.site.Available;
import balanza.bench.site.Fleet;
import balanza.bench.site.Proxy;
import balanza.bench.site.ProxyKind;
import balanza.bench.site.Versions;
import balanza.bench.system.Cores;
import balanza.bench.system.Machine;
import balanza.bench.system.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures, and writes the table. */
public final class Main {
    private final Options options;
    private final Scratch scratch;
    private final Results results = new Results();
    private final Map<String, String> versions = new LinkedHashMap<>();

    private Main(Options options, Scratch scratch) {
        this.options = options;
        this.scratch = scratch;
    }

    /** Exits with 2 if {@code arguments} make no sense, 1 if something did not start or end as it should. */
    public static void main(String[] arguments) {
        try {
            run(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (IllegalStateException | UncheckedIOException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    /** The same, for tests: leaves the process alone. */
    static Results run(String... arguments) {
        Options options = Options.parse(arguments);
        try (Scratch scratch = Scratch.open()) {
            return new Main(options, scratch).run();
        }
    }

    private Results run() {
        try {
            measureAll();
        } catch (IllegalStateException | UncheckedIOException e) {
            if (!scratch.brokenOff()) {
                throw e;
            }
        }
        return results;
    }

    private void measureAll() {
        List<ProxyKind> proxies;
        try (Programs programs = scratch.programs()) {
            versions.putAll(Versions.of(programs, options.repository()));
            proxies = new Available(programs, options.repository()).of(options.proxies(), options.named());
        }
        measure(proxies, Cores.ALL);
        measure(proxies, Cores.ONE);
        Report report = new Report(options, Machine.here(), versions, results);
        write(report.toString());
    }

    /** The scenarios for proxies that may use these cores. */
    private void measure(List<ProxyKind> proxies, Cores cores) {
        List<Scenario> scenarios = options.scenarios().stream()
                .filter(scenario -> scenario.has(Scenario.Trait.ONE_CORE) == (cores == Cores.ONE))
                .toList();
        if (scenarios.isEmpty()) {
            return;
        }
        try (Programs programs = scratch.programs()) {
            Fleet fleet = Fleet.start(programs, options.repository(), proxies, cores);
            for (Proxy proxy : fleet.proxies()) {
                proxy.balancer()
                        .ifPresent(balancer -> versions.put(proxy.kind().id() + ", transport", balancer.transport()));
            }
            Rounds rounds = new Rounds(new Wrk(programs), options, results);
            scenarios.forEach(scenario -> rounds.run(scenario, fleet.proxies()));
        }
    }

    private void write(String report) {
        Path out = options.repository().resolve(options.out());
        try {
            Files.writeString(out, report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println("\n" + out + " has been written.");
    }
}
