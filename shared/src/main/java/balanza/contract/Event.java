package balanza.contract;

import java.time.Duration;
import java.time.Instant;

/** News for whoever listens. A hint only: it may be lost, late or repeated, and nothing may depend on its coming. */
public sealed interface Event {
    /**
     * A node is down and must get no more requests. Repeated at each failing check, so one lost event costs one check
     * interval at most.
     *
     * @param reason for people reading logs, e.g. {@code "status 503 (expected: 200)"}
     * @param at when the failing check ended, by the monitor's clock
     * @param hold how long this verdict stands against what the registry says
     */
    record NodeDown(AppId app, String appName, NodeId node, String reason, Instant at, Duration hold)
            implements Event {}

    /**
     * A node is up again.
     *
     * @param at when the passing check ended, by the monitor's clock
     */
    record NodeUp(AppId app, String appName, NodeId node, Instant at) implements Event {}

    /** An app is as told here. */
    record AppChanged(App app) implements Event {}

    /** An app is gone. */
    record AppRemoved(Tombstone tombstone) implements Event {}

    /**
     * A monitor is at work; told every second, so that the monitors know who they share the nodes with.
     *
     * @param monitor a fresh id at each start
     */
    record MonitorAlive(String monitor) implements Event {}

    /**
     * A balancer is at work; told every second, so that whoever waits for all of them knows whom to wait for.
     *
     * @param balancer a fresh id at each start
     */
    record BalancerAlive(String balancer) implements Event {}

    /**
     * Asks every balancer how much is still under way to a node; told again until all have said none.
     *
     * @param drain which asking, to be named in the answer
     * @param app as it has become, in case a balancer has not heard; it sends no new requests to the node any more
     */
    record CountInFlight(String drain, App app, NodeId node) implements Event {}

    /**
     * A balancer's answer to {@link CountInFlight}.
     *
     * @param count requests and upgraded connections that are still under way to that node
     */
    record InFlight(String drain, String balancer, int count) implements Event {}
}
