package balanza.balancer.http;

import balanza.contract.AppSettings.Limits;
import balanza.contract.AppSettings.Retry;
import balanza.contract.AppSettings.Timeouts;

/** What an app that does not say otherwise gets from this process; shown to its owner. Nothing within is {@code null}. */
public record SettingDefaults(Retry retry, Timeouts timeouts, Limits limits) {
    /** Of a process that is not set otherwise. */
    public static final SettingDefaults STANDARD = new SettingDefaults(
            new Retry(2, 20), new Timeouts(1_000, 30_000, 30_000, 3_600_000), new Limits(256, 1_024, 64, 500));
}
