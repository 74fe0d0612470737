package balanza.balancer.forward;

import balanza.balancer.routing.Target;
import balanza.contract.ApiException;
import balanza.contract.Outcome;
import balanza.contract.ServedRequest;
import balanza.contract.ServedRequest.Attempt;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request.
 *
 * @param target the node that answered; {@code null} if none did
 * @param status the node's; 0 if none answered
 * @param attempts which nodes were tried, in order
 * @param upstreamMs from the first attempt's begin until the answer began, in milliseconds; 0 if none did
 * @param bytes of the answer's body that went to the client
 * @param reason why it did not go through whole; {@code null} if it did
 * @param refusal what the client is still to be told; {@code null} if it has an answer, or is gone
 */
public record Served(
        @Nullable Target target,
        int status,
        List<Attempt> attempts,
        long upstreamMs,
        long bytes,
        @Nullable Outcome reason,
        @Nullable ApiException refusal) {
    /**
     * What the access log keeps of it, now that it is over.
     *
     * @param path without its leading slash and without the query
     * @param id that the node was told
     * @param date when the request came, milliseconds since 1970
     * @param begun likewise, as {@link System#nanoTime}
     */
    public ServedRequest record(String method, String path, String id, long date, long begun) {
        return new ServedRequest(
                path,
                method,
                target == null ? null : target.endpoint().toString(),
                date,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
                refusal == null ? status : refusal.error().status(),
                attempts,
                upstreamMs,
                bytes,
                id,
                reason);
    }
}
