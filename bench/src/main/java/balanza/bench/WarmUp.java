package balanza.bench;

import balanza.bench.load.Scenario;
import balanza.bench.load.Wrk;
import balanza.bench.site.Proxy;

/**
 * Loads a proxy until it knows its work. A JVM compiles what it does often, better and better for a minute of full load; whether
 * it is through cannot be told from what a request costs, as that changes more with what else the machine does.
 */
final class WarmUp {
    private final Wrk wrk;
    private final int seconds;
    private final int loads;

    /**
     * @param seconds of one load
     * @param loads of those that learn; others have one, to open their connections
     */
    WarmUp(Wrk wrk, int seconds, int loads) {
        this.wrk = wrk;
        this.seconds = seconds;
        this.loads = loads;
    }

    void run(Scenario scenario, Proxy proxy) {
        for (int load = 0; load < (proxy.kind().learns() ? loads : 1); load++) {
            wrk.run(scenario, proxy.door().target(scenario).orElseThrow(), seconds);
        }
    }
}
