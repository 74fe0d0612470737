package balanza.balancer.forward;

import balanza.balancer.routing.Target;
import balanza.contract.ApiException;
import balanza.contract.Outcome;
import balanza.contract.ServedRequest.Attempt;
import java.util.List;
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
        @Nullable ApiException refusal) {}
