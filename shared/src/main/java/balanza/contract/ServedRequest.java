package balanza.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One balanced request, as the access log keeps it.
 *
 * @param path without its leading slash and without the query
 * @param endPoint the node that answered, {@code host:port}; {@code null} if none did
 * @param dateMs when the request came, milliseconds since 1970, UTC
 * @param totalTimeMs until the last byte of the answer was handed to the client's connection
 * @param responseCode what the client was answered, by the node or by us; 0 if it was gone before
 * @param attempts which nodes were tried, in order
 * @param upstreamMs from the first attempt's begin until a node's answer began; 0 if none did
 * @param bytes of the answer's body
 * @param requestId as the node was told it in {@code X-Request-Id}
 * @param reason why it did not go through whole; {@code null} if it did
 */
public record ServedRequest(
        String path,
        String method,
        @Nullable String endPoint,
        long dateMs,
        long totalTimeMs,
        int responseCode,
        List<Attempt> attempts,
        long upstreamMs,
        long bytes,
        String requestId,
        @Nullable Outcome reason) {
    public ServedRequest {
        // What a message does not have is null here.
        attempts = attempts == null ? List.of() : List.copyOf(attempts);
        requestId = requestId == null ? "" : requestId;
    }

    /** A request that the first node answered at once. */
    public ServedRequest(String path, String method, String endPoint, long dateMs, long totalTimeMs, int responseCode) {
        this(path, method, endPoint, dateMs, totalTimeMs, responseCode, List.of(), 0, 0, "", null);
    }

    /** Whether a node answered. */
    public boolean answered() {
        return endPoint != null;
    }

    /**
     * One try of one node.
     *
     * @param node {@code host:port}
     * @param ms until its outcome was known: the answer began, or the attempt failed
     */
    public record Attempt(String node, long ms, Outcome outcome) {}
}
