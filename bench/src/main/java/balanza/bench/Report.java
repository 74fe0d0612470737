package balanza.bench;

import static balanza.bench.MarkdownTable.number;

import balanza.bench.load.Scenario;
import balanza.bench.site.ProxyKind;
import balanza.bench.system.Machine;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The results for people, in Markdown. */
final class Report {
    private static final String READING = """
            Medians over the rounds; ratios are medians of the ratios within a round. All proxies were up all the time and were loaded one after the other, round by
            round; wrk and the two nodes (nginx) shared the machine with them. CPU is user and system time per request of all processes of the proxy. Memory is the
            proportional set size, in brackets the resident size, which counts what processes share in full. "Others" is the CPU time per request of the services and
            the store that work for a balancer and can be on other machines, up to when they had stored the log. Balanza's access log is always on and goes to
            the store; "log kept" is how much of it got there. Auth, registry and store are started with `nice -n 10`, as the README has it. A line with a fault is worth nothing.
            """;

    private final Options options;
    private final Machine machine;
    private final Map<String, String> versions;
    private final Results results;

    Report(Options options, Machine machine, Map<String, String> versions, Results results) {
        this.options = options;
        this.machine = machine;
        this.versions = versions;
        this.results = results;
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("# Balanza beside other proxies\n\nMade by `bench/run`, %s: %d rounds of %d s."
                        .formatted(LocalDate.now(ZoneOffset.UTC), options.rounds(), options.seconds()));
        text.append("\n\n").append(READING);
        text.append("\n%s, %d cores, %,d MiB; %s, kernel %s\n\n"
                .formatted(
                        machine.processor(), machine.cores(), machine.memoryMib(), machine.system(), machine.kernel()));
        versions.forEach((name, version) -> text.append("- %s: %s\n".formatted(name, version)));
        text.append(targets());
        results.scenarios().forEach(scenario -> text.append(section(scenario)));
        return text.toString();
    }

    /** Those that can be told from what was measured; nothing if there are none. */
    private String targets() {
        MarkdownTable table =
                new MarkdownTable("target", "to", "of", "ratio", "wanted", "met", "ratio to the peer with its log");
        List<Target> told = Target.ALL.stream()
                .filter(target -> target.ratio(results).isPresent())
                .toList();
        for (Target target : told) {
            double ratio = target.ratio(results).orElseThrow();
            table.row(
                    target.scenario().title() + ": " + target.kind().title(),
                    target.peer().title(),
                    target.figure().title(),
                    number(Optional.of(ratio), 2),
                    target.limitText(),
                    target.met(ratio) ? "yes" : "**no**",
                    number(target.ratioToLogging(results), 2));
        }
        return told.isEmpty() ? "" : "\n## Targets\n\n" + table;
    }

    private String section(Scenario scenario) {
        MarkdownTable table = new MarkdownTable(
                "proxy",
                "req/s",
                "to HAProxy",
                "to nginx",
                "p50 ms",
                "p99 ms",
                "CPU us",
                "to HAProxy",
                "to nginx",
                "memory MiB",
                "others' CPU us",
                "log kept %");
        results.proxies(scenario).forEach(kind -> table.row(row(scenario, kind)));
        return "\n## " + scenario.title() + "\n\n" + table + faults(scenario);
    }

    private String[] row(Scenario scenario, ProxyKind kind) {
        boolean proxy = kind != ProxyKind.DIRECT;
        return new String[] {
            kind.title() + (results.valid(scenario, kind) ? "" : " (invalid)"),
            number(results.median(scenario, kind, Figure.RATE.of()), 0),
            number(
                    results.ratio(scenario, kind, ProxyKind.HAPROXY, sample -> sample.report()
                            .rate()),
                    2),
            number(
                    results.ratio(scenario, kind, ProxyKind.NGINX, sample -> sample.report()
                            .rate()),
                    2),
            number(results.median(scenario, kind, sample -> sample.report().p50Millis()), 2),
            number(results.median(scenario, kind, Figure.P99.of()), 2),
            proxy ? number(results.median(scenario, kind, Figure.CPU.of()), 1) : "-",
            proxy ? number(results.ratio(scenario, kind, ProxyKind.HAPROXY, Figure.CPU.of()), 2) : "-",
            proxy ? number(results.ratio(scenario, kind, ProxyKind.NGINX, Figure.CPU.of()), 2) : "-",
            proxy ? memory(scenario, kind) : "-",
            kind.balancerSettings().isPresent()
                    ? number(results.median(scenario, kind, Sample::othersCpuPerRequest), 1)
                    : "-",
            logKept(scenario, kind)
        };
    }

    private String memory(Scenario scenario, ProxyKind kind) {
        Optional<Double> pss =
                results.median(scenario, kind, sample -> sample.memory().pssKib() / 1024.0);
        Optional<Double> rss =
                results.median(scenario, kind, sample -> sample.memory().rssKib() / 1024.0);
        return number(pss, 0) + " (" + number(rss, 0) + ")";
    }

    private String logKept(Scenario scenario, ProxyKind kind) {
        List<Double> shares = results.of(scenario, kind).stream()
                .flatMap(sample -> sample.logKept().stream())
                .toList();
        return shares.isEmpty()
                ? "-"
                : number(
                        Optional.of(100
                                * Results.median(
                                        shares.stream().mapToDouble(d -> d).toArray())),
                        1);
    }

    private String faults(Scenario scenario) {
        Set<String> lines = new LinkedHashSet<>();
        for (ProxyKind kind : results.proxies(scenario)) {
            List<Sample> samples = results.of(scenario, kind);
            for (int round = 0; round < samples.size(); round++) {
                List<String> notes = new ArrayList<>(samples.get(round).faults());
                if (!samples.get(round).quiet()) {
                    notes.add("the machine was not quiet %d s after it".formatted(options.settleSeconds()));
                }
                if (!notes.isEmpty()) {
                    lines.add("- %s, round %d: %s\n".formatted(kind.id(), round + 1, String.join("; ", notes)));
                }
            }
        }
        return lines.isEmpty() ? "" : "\n" + String.join("", lines);
    }
}
