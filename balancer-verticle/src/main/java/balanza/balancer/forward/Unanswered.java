package balanza.balancer.forward;

import balanza.balancer.routing.Route;

/**
 * A request for which the fast lane has tried all that may be tried, in vain, and whose client was told nothing yet.
 *
 * @param route by which it went
 * @param served what the client is to be told, and what was tried
 * @param id of the request
 * @param date when it came, milliseconds since 1970
 * @param begun likewise, as {@link System#nanoTime}
 */
public record Unanswered(Route route, Served served, String id, long date, long begun) {}
