package balanza.balancer.forward;

import balanza.balancer.routing.Target;
import balanza.contract.Outcome;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What exceptions on a node's connection mean. */
public final class Failures {
    private Failures() {}

    /** Of what happened before there was a connection. The order matters: the later ones are the more general. */
    public static Outcome connecting(Throwable failure) {
        if (failure instanceof UnknownHostException) {
            return Outcome.NO_ADDRESS;
        }
        if (failure instanceof SSLException || failure.getCause() instanceof SSLException) {
            return Outcome.TLS_FAILED;
        }
        if (failure instanceof TimeoutException || says(failure, "timed out")) {
            return Outcome.CONNECT_TIMEOUT;
        }
        if (failure instanceof NoRouteToHostException) {
            return Outcome.CONNECT_FAILED;
        }
        return failure instanceof ConnectException && says(failure, "refused")
                ? Outcome.CONNECT_REFUSED
                : Outcome.CONNECT_FAILED;
    }

    /**
     * Tells a target what of its doing has made an attempt fail. A node may close a connection that it has served well, and
     * cannot know that a request is on its way: RFC 9112 section 9.5.
     *
     * @param kept whether the connection had served another request before
     */
    public static void tell(Target target, Outcome outcome, boolean kept) {
        if (kept && outcome == Outcome.RESET) {
            return;
        }
        switch (outcome) {
            case NO_ADDRESS, CONNECT_REFUSED, CONNECT_TIMEOUT, CONNECT_FAILED, TLS_FAILED -> target.connectFailed();
            case RESET, RESPONSE_TIMEOUT, MALFORMED -> target.failed();
            default -> {} // Not the node's doing, or known already.
        }
    }

    /**
     * Tells a target how an answer went that had begun: only one that came whole, as far as the client wanted it, is a good one.
     *
     * @param latency nanoseconds from the request to the answer's head
     * @param why it did not come whole, if so
     */
    public static void tellAnswer(Target target, long latency, int status, @Nullable Outcome why) {
        if (why == Outcome.RESET || why == Outcome.MALFORMED || why == Outcome.RESPONSE_STALLED) {
            target.failed();
        } else {
            target.answered(latency, status);
        }
    }

    private static boolean says(Throwable failure, String words) {
        return String.valueOf(failure.getMessage()).contains(words);
    }
}
