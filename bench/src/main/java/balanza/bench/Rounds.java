package balanza.bench;

import balanza.bench.load.Scenario;
import balanza.bench.load.Wrk;
import balanza.bench.load.WrkReport;
import balanza.bench.site.Balancer;
import balanza.bench.site.Proxy;
import balanza.bench.system.Memory;
import balanza.bench.system.ProcessTree;
import balanza.bench.system.Quiet;
import balanza.bench.system.TcpOpens;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Measures proxies that run: A B C A B C, so that what changes on the machine in the meantime meets them all alike. */
final class Rounds {
    private final Wrk wrk;
    private final Options options;
    private final Results results;
    private final WarmUp warmUp;

    Rounds(Wrk wrk, Options options, Results results) {
        this.wrk = wrk;
        this.options = options;
        this.results = results;
        warmUp = new WarmUp(wrk, options.warmUpSeconds(), options.warmUps());
    }

    /** Warms and measures all that can take part. */
    void run(Scenario scenario, List<Proxy> proxies) {
        List<Proxy> parties = proxies.stream()
                .filter(proxy -> proxy.door().target(scenario).isPresent())
                .toList();
        System.out.println("\n" + scenario.id() + ": " + scenario.title());
        warmUp.run(scenario, parties);
        for (int round = 1; round <= options.rounds(); round++) {
            for (Proxy proxy : parties) {
                Sample sample = measure(scenario, proxy);
                results.add(scenario, proxy.kind(), sample);
                System.out.printf(
                        Locale.ROOT,
                        "  %d %-17s %,9.0f req/s  p50 %7.2f ms  p99 %7.2f ms  CPU %6.1f us  %s%n",
                        round,
                        proxy.kind().id(),
                        sample.report().rate(),
                        sample.report().p50Millis(),
                        sample.report().p99Millis(),
                        sample.cpuPerRequest(),
                        String.join("; ", sample.faults()));
            }
        }
    }

    private Sample measure(Scenario scenario, Proxy proxy) {
        Duration settle = Duration.ofSeconds(options.settleSeconds());
        Optional<Balancer.Figures> logBefore = proxy.balancer().map(Balancer::log);
        long othersBefore = others(proxy);
        long openedBefore = TcpOpens.soFar();
        long cpuBefore = proxy.own().cpuMicros();
        WrkReport report = wrk.run(scenario, target(proxy, scenario), options.seconds());
        long cpu = proxy.own().cpuMicros() - cpuBefore;
        long opened = TcpOpens.soFar() - openedBefore;
        Memory memory = proxy.own().memory();
        boolean quiet = Quiet.await(settle);
        return new Sample(
                scenario,
                report,
                cpu,
                others(proxy) - othersBefore,
                memory,
                opened,
                logBefore.map(before -> proxy.balancer().orElseThrow().log().since(before)),
                quiet);
    }

    private static long others(Proxy proxy) {
        return proxy.others().map(ProcessTree::cpuMicros).orElse(0L);
    }

    private static URI target(Proxy proxy, Scenario scenario) {
        return proxy.door().target(scenario).orElseThrow();
    }
}
