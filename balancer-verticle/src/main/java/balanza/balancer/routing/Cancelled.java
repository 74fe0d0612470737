package balanza.balancer.routing;

/** Somebody who waits for a node's answer to begin. */
@FunctionalInterface
public interface Cancelled {
    /**
     * The node has gone down or was ejected, and waiting for it is of no more use. Called at most once for each
     * registration, from any thread; it must neither wait nor throw, and goes on on its own context.
     */
    void cancelled();
}
