package balanza.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node of an app as the registry knows it.
 *
 * @param statusPath what is asked to learn its health, from {@code /}
 * @param since when {@code state} became what it is
 * @param reason why the state last changed, for people; {@code null} if it never did
 */
public record Node(
        NodeId id,
        Endpoint endpoint,
        String statusPath,
        NodeState state,
        Instant since,
        @Nullable String reason) {}
