package balanza.balancer.control;

import balanza.contract.Endpoint;
import org.jspecify.annotations.Nullable;

/** A change of a node; what is {@code null} stays as it is. */
record NodePatch(
        Endpoint endpoint,
        @Nullable String statusPath,
        @Nullable Integer weight,
        @Nullable Boolean draining) {}
