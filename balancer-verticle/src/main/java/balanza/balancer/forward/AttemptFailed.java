package balanza.balancer.forward;

import balanza.contract.Outcome;

/** Why a node gave no answer. It has no stack trace: it is an outcome, not a defect. */
public final class AttemptFailed extends Exception {
    private final Outcome outcome;
    private final Progress progress;

    AttemptFailed(Outcome outcome, Progress progress) {
        super(outcome.word(), null, false, false);
        this.outcome = outcome;
        this.progress = progress;
    }

    /** @param sent whether the node may have seen anything of the request */
    public static AttemptFailed of(Outcome outcome, boolean sent) {
        return new AttemptFailed(outcome, sent ? Progress.SENT : Progress.NOTHING_SENT);
    }

    Outcome outcome() {
        return outcome;
    }

    Progress progress() {
        return progress;
    }
}
