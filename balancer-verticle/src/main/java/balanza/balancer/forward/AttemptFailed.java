package balanza.balancer.forward;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.util.concurrent.TimeoutException;

/** Why a node gave no answer. It has no stack trace: it is an outcome, not a defect. */
final class AttemptFailed extends Exception {
    private final Progress progress;
    private final Throwable reason;

    AttemptFailed(Progress progress, Throwable reason) {
        super(reason.getMessage(), reason, false, false);
        this.progress = progress;
        this.reason = reason;
    }

    Progress progress() {
        return progress;
    }

    boolean timedOut() {
        return reason instanceof TimeoutException;
    }

    /** No connection was free in time; that tells of our own limits, not of the node's health. */
    boolean overflow() {
        return reason instanceof ConnectionPoolTooBusyException
                || (progress == Progress.NOTHING_SENT && reason instanceof TimeoutException);
    }
}
