package balanza.balancer.routing;

import org.jspecify.annotations.Nullable;

/** What came of choosing a node. */
public sealed interface Pick {
    /**
     * A node, on which the request now counts as in flight until {@link Target#end}, which must be called once for each of
     * these.
     *
     * @param cookie the value of a {@code Set-Cookie} that makes the client stay with it; {@code null} if none is called for
     */
    record Taken(Target target, @Nullable String cookie) implements Pick {}

    /** There is no node to choose. */
    record None() implements Pick {}

    /** There are nodes, but all have as much to do as they may, or the app has. */
    record Full() implements Pick {}
}
