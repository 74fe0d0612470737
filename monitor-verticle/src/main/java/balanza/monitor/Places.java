package balanza.monitor;

import balanza.contract.AppId;
import java.util.HashMap;
import java.util.Map;

/**
 * How many checks run at once: so many and no more. An app that has a quarter of the places gets another only while half of
 * all are free, so that one whose nodes hang for as long as it lets them leaves room for the others.
 */
final class Places {
    /** Enough that 2,500 nodes that never answer, at the usual interval and timeout, keep nobody else waiting. */
    private static final int MOST = 1_024;

    private static final int QUARTER = MOST / 4;
    private static final int HALF = MOST / 2;

    private final Map<AppId, Integer> taken = new HashMap<>();
    private int all;

    boolean areFree() {
        return all < MOST;
    }

    /** @return whether there was one for the app */
    boolean take(AppId app) {
        int ofApp = taken.getOrDefault(app, 0);
        if (!areFree() || (ofApp >= QUARTER && all >= HALF)) {
            return false;
        }
        taken.put(app, ofApp + 1);
        all++;
        return true;
    }

    void leave(AppId app) {
        taken.computeIfPresent(app, (known, ofApp) -> ofApp == 1 ? null : ofApp - 1);
        all--;
    }
}
