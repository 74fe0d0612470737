package balanza.balancer.forward;

import balanza.balancer.routing.Pick.Taken;
import balanza.balancer.routing.Route;
import balanza.balancer.routing.Target;
import org.jspecify.annotations.Nullable;

/**
 * What follows a first attempt that has failed: one on another node, or none.
 *
 * @param node that was taken for it; {@code null} if there is to be none
 * @param overBudget whether there is none because the app's retry budget is spent
 */
public record SecondAttempt(@Nullable Taken node, boolean overBudget) {
    /** There is to be none. */
    public static final SecondAttempt NONE = new SecondAttempt(null, false);

    private static final SecondAttempt OVER_BUDGET = new SecondAttempt(null, true);

    /**
     * Where the retry rule and the app's settings allow one, takes another node, and what it costs out of the budget.
     *
     * @param tried the node of the first; the request must count there still, so that it keeps its place among the app's
     */
    public static SecondAttempt after(AttemptFailed first, Target tried, Route route, Repeatable request) {
        Integer attempts = route.settings().retry().attempts();
        if ((attempts != null && attempts < 2) || !RetryRule.mayRepeat(first, request.method(), request.hasBody())) {
            return NONE;
        }
        if (!(route.take(request, tried) instanceof Taken other)) {
            return NONE;
        }
        if (first.progress() == Progress.SENT && !route.load().mayRetry()) {
            other.target().end();
            return OVER_BUDGET;
        }
        return new SecondAttempt(other, false);
    }
}
