package balanza.balancer.drain;

/**
 * What a wait has come to.
 *
 * @param inFlight requests and upgraded connections that are still under way to the node, as far as was told
 * @param safeToStop whether every balancer has said that there are none
 */
public record Drained(int inFlight, boolean safeToStop) {}
