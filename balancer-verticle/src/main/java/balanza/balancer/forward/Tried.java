package balanza.balancer.forward;

import balanza.balancer.routing.Route;
import balanza.balancer.routing.Target;
import balanza.contract.Outcome;

/**
 * A request whose first attempt was made elsewhere and has failed, before the client was told anything.
 *
 * @param route by which it went
 * @param target the node that was tried; the request counts on it still
 * @param trace has the attempt
 * @param outcome what became of the attempt
 * @param sent whether the node may have seen anything of the request
 * @param bodySpent whether part of the request's body is gone, so that it cannot be sent again
 * @param id of the request
 * @param date when it came, milliseconds since 1970
 * @param begun likewise, as {@link System#nanoTime}
 */
public record Tried(
        Route route,
        Target target,
        Trace trace,
        Outcome outcome,
        boolean sent,
        boolean bodySpent,
        String id,
        long date,
        long begun) {
    AttemptFailed failure() {
        return new AttemptFailed(outcome, sent ? Progress.SENT : Progress.NOTHING_SENT);
    }
}
