package balanza.balancer.control;

import balanza.balancer.forward.Limits;
import balanza.contract.AppSettings;
import balanza.contract.AppSettings.Retry;
import balanza.contract.AppSettings.Timeouts;
import java.time.Duration;

/** What an app that does not say otherwise gets from this process; shown to its owner. Nothing within is {@code null}. */
public record SettingDefaults(Retry retry, Timeouts timeouts, AppSettings.Limits limits) {
    /** Of a process with these limits. */
    public static SettingDefaults of(Limits process) {
        return new SettingDefaults(
                new Retry(2, process.routeDefaults().budgetPercent()),
                new Timeouts(
                        millis(process.connect()),
                        millis(process.answerBegins()),
                        millis(process.bodyStall()),
                        millis(process.upgradedIdle())),
                new AppSettings.Limits(
                        process.nodeRequests(), process.appRequests(), process.queue(), millis(process.queueWait())));
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
