package balanza.balancer.routing;

/** A request that waits in its app's line for room. */
@FunctionalInterface
public interface Waiter {
    /**
     * It is first in line and there may be room: takes again, on the spot, so that nobody comes in between. Called by
     * whatever thread made the room, under the line's lock, also by {@link AppLoad#enqueue} itself: it must neither wait nor
     * throw, and goes on with the request on its own context.
     *
     * @return whether it leaves the line, because it has taken or does not want to any more; {@code false} if there was no
     *     room after all, and it stays the first
     */
    boolean room();
}
