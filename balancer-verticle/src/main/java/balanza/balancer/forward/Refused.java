package balanza.balancer.forward;

import balanza.contract.ApiException;
import balanza.contract.Outcome;

/** Why a request goes to no node at all, or to no further one. It has no stack trace: it is an outcome, not a defect. */
final class Refused extends Exception {
    private final ApiException told;
    private final Outcome outcome;

    Refused(ApiException told, Outcome outcome) {
        super(outcome.word(), null, false, false);
        this.told = told;
        this.outcome = outcome;
    }

    ApiException told() {
        return told;
    }

    Outcome outcome() {
        return outcome;
    }
}
