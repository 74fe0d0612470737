package balanza.balancer.forward;

import balanza.contract.ApiError;
import balanza.contract.Outcome;
import io.vertx.core.http.HttpMethod;
import java.util.Set;

/**
 * Whether a failed attempt may be followed by another, on a different node, and what the client is told if not.
 *
 * <p>Source: RFC 9110 section 9.2.2, a proxy must not repeat a non-idempotent request on its own. A body that was sent in
 * part is gone, as it is not kept.
 */
public final class RetryRule {
    private static final Set<HttpMethod> IDEMPOTENT =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE);

    private RetryRule() {}

    static boolean mayRepeat(AttemptFailed failed, HttpMethod method, boolean hasBody) {
        if (failed.outcome() == Outcome.CLIENT_GONE || failed.outcome() == Outcome.REQUEST_STALLED) {
            return false; // It was not the node that failed.
        }
        return switch (failed.progress()) {
            case NOTHING_SENT -> true;
            case SENT -> mayRepeatSent(method, hasBody);
        };
    }

    /** Whether a request may be repeated of which something was sent. */
    public static boolean mayRepeatSent(HttpMethod method, boolean hasBody) {
        return !hasBody && IDEMPOTENT.contains(method);
    }

    /** @param last the attempt after which none follows */
    static ApiError verdict(AttemptFailed last, HttpMethod method, boolean hasBody) {
        if (mayRepeat(last, method, hasBody)) {
            return ApiError.ATTEMPTS_EXHAUSTED;
        }
        return last.outcome() == Outcome.RESPONSE_TIMEOUT ? ApiError.NODE_TIMED_OUT : ApiError.NODE_FAILED;
    }
}
