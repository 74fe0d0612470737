package balanza.monitor;

import balanza.contract.AppSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the nodes of an app are checked: as the app wants it, and where it wants nothing special, as this process is set.
 *
 * @param interval between two checks of one node
 * @param timeout for one check
 * @param rise how many passing checks in a row bring a node up
 * @param fall how many failing checks in a row take a node down
 * @param statuses which of its answers pass
 */
record CheckSettings(Duration interval, Duration timeout, int rise, int fall, Statuses statuses) {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    /** One slow app must not hold the places of all checks for longer, whatever it asks for. */
    private static final int LONGEST_TIMEOUT_MS = 60_000;

    /** What an app asks for has been looked at where it was asked; what makes no sense all the same is mended here. */
    static CheckSettings of(MonitorConfig config, AppSettings.HealthCheck wanted) {
        Integer seconds = wanted.intervalSeconds();
        Integer millis = wanted.timeoutMs();
        return new CheckSettings(
                seconds == null ? config.interval() : Duration.ofSeconds(Math.max(1, seconds)),
                millis == null ? TIMEOUT : Duration.ofMillis(Math.min(LONGEST_TIMEOUT_MS, Math.max(1, millis))),
                atLeastOne(wanted.rise(), config.rise()),
                atLeastOne(wanted.fall(), config.fall()),
                Statuses.of(wanted.statuses()));
    }

    private static int atLeastOne(@Nullable Integer wanted, int otherwise) {
        return wanted == null ? otherwise : Math.max(1, wanted);
    }
}
