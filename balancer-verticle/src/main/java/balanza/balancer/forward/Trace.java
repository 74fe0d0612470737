package balanza.balancer.forward;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import balanza.balancer.routing.Target;
import balanza.contract.ApiError;
import balanza.contract.ApiException;
import balanza.contract.Outcome;
import balanza.contract.ServedRequest.Attempt;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Notes of what is tried for one request, for the access log. */
public final class Trace {
    private final long begun;
    private List<Attempt> attempts = List.of();

    private @Nullable Target answering;
    private int status;
    private long upstreamMs;

    /** @param begun when the first attempt began, as {@link System#nanoTime} */
    public Trace(long begun) {
        this.begun = begun;
    }

    /** @param since when it began, as {@link System#nanoTime} */
    public void failed(Target target, long since, Outcome outcome) {
        tried(target, since, System.nanoTime(), outcome);
    }

    /**
     * The answer has begun.
     *
     * @param since when the attempt began, as {@link System#nanoTime}
     * @param now likewise
     */
    public void answered(Target target, long since, long now, int answerStatus) {
        tried(target, since, now, Outcome.ANSWERED);
        answering = target;
        status = answerStatus;
        upstreamMs = NANOSECONDS.toMillis(now - begun);
    }

    /** Nearly all requests have one attempt: a list of one is the smallest. */
    private void tried(Target target, long since, long until, Outcome outcome) {
        Attempt attempt = new Attempt(target.endpoint().toString(), NANOSECONDS.toMillis(until - since), outcome);
        attempts = attempts.isEmpty()
                ? List.of(attempt)
                : Stream.concat(attempts.stream(), Stream.of(attempt)).toList();
    }

    /** It is over, and the client has all that there is for it. */
    public Served over(long bytes, @Nullable Outcome reason) {
        return new Served(answering, status, attempts, upstreamMs, bytes, reason, null);
    }

    /**
     * It is over, as no further node is to be tried.
     *
     * @param overBudget whether one would be, had the app's retry budget not been spent
     */
    public Served failed(AttemptFailed last, Repeatable request, boolean overBudget) {
        return switch (last.outcome()) {
            case CLIENT_GONE -> gone();
            case REQUEST_STALLED -> refused(ApiError.REQUEST_TIMEOUT, Outcome.REQUEST_STALLED);
            default ->
                refused(
                        RetryRule.verdict(last, request.method(), request.hasBody()),
                        overBudget ? Outcome.RETRY_BUDGET : last.outcome());
        };
    }

    /** It is over, and the client is to be told why. */
    Served refused(ApiException refusal, Outcome reason) {
        return new Served(null, 0, attempts, 0, 0, reason, refusal);
    }

    /** It is over, and there is nobody to be told. */
    Served gone() {
        return new Served(null, 0, attempts, 0, 0, Outcome.CLIENT_GONE, null);
    }

    Served refused(ApiError refusal, Outcome reason) {
        return refused(refusal.exception(), reason);
    }
}
