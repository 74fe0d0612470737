package balanza.balancer.routing;

import org.jspecify.annotations.Nullable;

/**
 * As much of a request as it takes to choose a node for it. While its request stands in a waiting line it is asked from
 * whatever thread room comes free on.
 */
public interface RequestView {
    /** The client's IP address. */
    String address();

    /** The first value of a header; {@code null} if it has none. */
    @Nullable
    String header(String name);

    /** The value of a cookie; {@code null} if it has none of that name. */
    @Nullable
    String cookie(String name);
}
