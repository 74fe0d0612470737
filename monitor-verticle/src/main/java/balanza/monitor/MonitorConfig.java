package balanza.monitor;

import balanza.runtime.Env;
import balanza.runtime.NodeTrust;
import java.time.Duration;

/**
 * The monitor's settings.
 *
 * @param interval between two checks of one node
 * @param rise how many passing checks in a row bring a node up
 * @param fall how many failing checks in a row take a node down
 * @param reconcile how often the registry is asked what has changed
 * @param trust whose word is taken on who an https node is
 */
record MonitorConfig(Duration interval, int rise, int fall, Duration reconcile, NodeTrust trust) {
    private static final int HOUR_SECONDS = 3_600;
    private static final int MOST_IN_A_ROW = 100;

    static MonitorConfig from(Env env) {
        return new MonitorConfig(
                env.seconds("JOB_SERVERS_INTERVAL_SECONDS", 5, 1, HOUR_SECONDS),
                env.whole("HEALTH_RISE", 2, 1, MOST_IN_A_ROW),
                env.whole("HEALTH_FALL", 2, 1, MOST_IN_A_ROW),
                env.seconds("RECONCILE_SECONDS", 5, 1, HOUR_SECONDS),
                NodeTrust.from(env));
    }
}
