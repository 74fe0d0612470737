package balanza.bench;

import balanza.bench.load.Scenario;
import balanza.bench.load.Wrk;
import balanza.bench.site.Proxy;

/**
 * Loads a proxy until it knows its work. A JVM compiles what it does often, better and better for a minute and longer, and on a
 * machine that is busy with the load itself; it goes on until a request costs no less than it did before.
 */
final class WarmUp {
    /** A load that does not cost less than this, of what the cheapest before it did, has taught nothing. */
    private static final double CHEAPER = 0.97;

    private static final int IN_A_ROW = 3;

    private final Wrk wrk;
    private final int seconds;
    private final int most;

    /**
     * @param seconds of one load
     * @param most loads
     */
    WarmUp(Wrk wrk, int seconds, int most) {
        this.wrk = wrk;
        this.seconds = seconds;
        this.most = most;
    }

    void run(Scenario scenario, Proxy proxy) {
        double least = cost(scenario, proxy);
        int nothingNew = proxy.kind().learns() ? 0 : IN_A_ROW;
        for (int loads = 1; loads < most && nothingNew < IN_A_ROW; loads++) {
            double cost = cost(scenario, proxy);
            nothingNew = cost < least * CHEAPER ? 0 : nothingNew + 1;
            least = Math.min(least, cost);
        }
    }

    /** In microseconds of processor time for a request. */
    private double cost(Scenario scenario, Proxy proxy) {
        long before = proxy.own().cpuMicros();
        long requests = wrk.run(scenario, proxy.door().target(scenario).orElseThrow(), seconds)
                .requests();
        return (double) (proxy.own().cpuMicros() - before) / Math.max(1, requests);
    }
}
