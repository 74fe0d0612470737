package balanza.balancer.forward;

import balanza.balancer.routing.Target;

/**
 * A request that a node answered.
 *
 * @param whole whether all of the answer reached the client's connection; otherwise that connection was cut, so that it
 *     looks cut
 */
public record Served(Target target, int status, boolean whole) {}
