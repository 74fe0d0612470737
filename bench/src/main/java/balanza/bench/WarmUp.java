package balanza.bench;

import balanza.bench.load.Scenario;
import balanza.bench.load.Wrk;
import balanza.bench.site.Balancer;
import balanza.bench.site.Proxy;
import balanza.bench.site.ProxyKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Loads a proxy until it knows its work. A JVM compiles what it does often, better and better for a minute of full load; whether
 * it is through cannot be told from what a request costs, as that changes more with what else the machine does.
 */
final class WarmUp {
    private final Wrk wrk;
    private final int seconds;
    private final int loads;
    private final Set<ProxyKind> learnt = EnumSet.noneOf(ProxyKind.class);

    /**
     * @param seconds of one load
     * @param loads of those that learn, before they are measured for the first time, and a third as many before each further
     *     scenario, most of whose work they know by then; others have one, to open their connections
     */
    WarmUp(Wrk wrk, int seconds, int loads) {
        this.wrk = wrk;
        this.seconds = seconds;
        this.loads = loads;
    }

    /**
     * Warms them in turns, as they are measured then, so that none stands still for minutes before its first round. A balancer is
     * asked for its figures between loads, as it is between rounds: if that came for the first time in the first round, the JVM
     * would throw away what it has compiled for building connections, and compile it anew while it is measured.
     */
    void run(Scenario scenario, List<Proxy> proxies) {
        for (int load = 0; load < loads; load++) {
            for (Proxy proxy : proxies) {
                if (load < loads(proxy.kind())) {
                    wrk.run(scenario, proxy.door().target(scenario).orElseThrow(), seconds);
                    proxy.balancer().ifPresent(Balancer::log);
                }
            }
        }
        proxies.forEach(proxy -> learnt.add(proxy.kind()));
    }

    private int loads(ProxyKind kind) {
        if (!kind.learns()) {
            return 1;
        }
        return learnt.contains(kind) ? (loads + 2) / 3 : loads;
    }
}
