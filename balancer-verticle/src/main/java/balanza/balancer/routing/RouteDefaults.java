package balanza.balancer.routing;

import java.time.Duration;

/**
 * What holds for each app of this process that has not set it otherwise.
 *
 * @param nodeRequests requests in flight to one node
 * @param appRequests requests in flight to one app
 * @param queue requests of one app that wait for room
 * @param queueWait how long each of them waits
 * @param budgetPercent how many second attempts there may be, in percent of the requests of the last 10 s
 * @param budgetPerSecond how many second attempts a second there may be in any case
 */
public record RouteDefaults(
        int nodeRequests, int appRequests, int queue, Duration queueWait, int budgetPercent, int budgetPerSecond) {
    /** As the documentation has it. */
    public static final RouteDefaults USUAL = new RouteDefaults(256, 1_024, 64, Duration.ofMillis(500), 20, 10);
}
