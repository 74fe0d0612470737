package balanza.balancer.forward;

import balanza.contract.Outcome;

/** Why a node gave no answer. It has no stack trace: it is an outcome, not a defect. */
final class AttemptFailed extends Exception {
    private final Outcome outcome;
    private final Progress progress;

    AttemptFailed(Outcome outcome, Progress progress) {
        super(outcome.word(), null, false, false);
        this.outcome = outcome;
        this.progress = progress;
    }

    Outcome outcome() {
        return outcome;
    }

    Progress progress() {
        return progress;
    }
}
