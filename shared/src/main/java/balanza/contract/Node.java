package balanza.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node of an app as the registry knows it.
 *
 * @param statusPath what is asked to learn its health, from {@code /}
 * @param since when {@code state} became what it is
 * @param reason why the state last changed, for people; {@code null} if it never did
 * @param scheme how it is spoken to; {@link Scheme#HTTP} if not given
 * @param weight its share of new requests among the app's nodes, 0 (none but those of sticky sessions) to {@value
 *     #MAX_WEIGHT}; {@value #DEFAULT_WEIGHT} if not given
 * @param draining whether its owner wants it to get no more requests
 */
public record Node(
        NodeId id,
        Endpoint endpoint,
        String statusPath,
        NodeState state,
        Instant since,
        @Nullable String reason,
        Scheme scheme,
        Integer weight,
        boolean draining) {
    public static final int DEFAULT_WEIGHT = 100;
    public static final int MAX_WEIGHT = 1_000;

    public Node {
        // What a message does not have is null here.
        scheme = scheme == null ? Scheme.HTTP : scheme;
        weight = weight == null ? Integer.valueOf(DEFAULT_WEIGHT) : weight;
    }

    /** A node with everything else as usual. */
    public Node(
            NodeId id, Endpoint endpoint, String statusPath, NodeState state, Instant since, @Nullable String reason) {
        this(id, endpoint, statusPath, state, since, reason, Scheme.HTTP, DEFAULT_WEIGHT, false);
    }
}
