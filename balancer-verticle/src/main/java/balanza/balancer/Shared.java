package balanza.balancer;

import balanza.balancer.BalancerStart.Found;
import balanza.balancer.http.Connections;
import balanza.balancer.http.Ports;
import balanza.balancer.journal.Journal;
import balanza.balancer.routing.RoutingTable;
import balanza.bus.Bus;
import balanza.names.Resolver;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * What the event loops of a balancer have in common.
 *
 * @param id what this process calls itself among the balancers
 * @param inFlight counts the balance requests under way
 * @param inLane counts the balance requests that went by the fast lane
 * @param ready whether this balancer can balance, and will
 */
record Shared(
        String id,
        BalancerConfig config,
        Found found,
        Bus bus,
        RoutingTable table,
        Resolver names,
        Journal journal,
        LongAdder inFlight,
        LongAdder inLane,
        Ports ports,
        Connections connections,
        BooleanSupplier ready) {}
