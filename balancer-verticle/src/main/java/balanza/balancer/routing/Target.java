package balanza.balancer.routing;

import balanza.contract.AppSettings;
import balanza.contract.Endpoint;
import balanza.contract.Node;
import balanza.contract.NodeId;
import balanza.contract.Scheme;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * A node as the data plane sees it, with its live figures. It outlives the routes it is in, as long as the node stays the
 * same. Shared by the event loops; nothing here waits.
 */
public final class Target {
    private final NodeId id;
    private final Endpoint endpoint;
    private final Scheme scheme;
    private final long hash;
    private final AppLoad load;
    private final LongSupplier clock;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Set<Cancelled> waiting = ConcurrentHashMap.newKeySet();
    private final Latency latency = new Latency();
    private final Condition condition;

    private volatile int weight;
    private volatile boolean draining;

    /** What it is owed by its app's {@link RoundRobin}, under whose lock it is. */
    double credit;

    /** @param isNew whether it joins others that have been there before */
    Target(Node node, AppLoad load, LongSupplier clock, boolean isNew) {
        id = node.id();
        endpoint = node.endpoint();
        scheme = node.scheme();
        hash = Hash64.of(id.value());
        this.load = load;
        this.clock = clock;
        condition = new Condition(node.state().routable(), isNew, clock.getAsLong());
    }

    /** Which node. */
    public NodeId id() {
        return id;
    }

    /** Where it listens. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** How it is spoken to. */
    public Scheme scheme() {
        return scheme;
    }

    /** Requests that are on their way through it now. */
    public int inFlight() {
        return inFlight.get();
    }

    /** A request that was taken this way is over, however it ended; called once for each {@link Pick.Taken}. */
    public void end() {
        inFlight.decrementAndGet();
        load.end();
    }

    /** It took a connection, or one was there already. */
    public void connected() {
        condition.ejection().connected();
    }

    /** It did not take a connection; three times in a row eject it for a while. */
    public void connectFailed() {
        long now = clock.getAsLong();
        if (condition.ejection().connectFailed(now)) {
            eject(now);
        }
    }

    /** It broke a connection, did not answer in time, or not in HTTP; five times in a row eject it for a while. */
    public void failed() {
        long now = clock.getAsLong();
        if (condition.ejection().failed(now)) {
            eject(now);
        }
    }

    /**
     * Its answer has begun. A status of 502, 503 or 504 is a failure like the others.
     *
     * @param latencyNanos from the request's last byte, or its head where the answer came before that, in nanoseconds
     */
    public void answered(long latencyNanos, int status) {
        latency.took(latencyNanos, clock.getAsLong());
        if (status >= 502 && status <= 504) {
            failed();
        } else {
            condition.ejection().good();
        }
    }

    /**
     * From now on {@code waiter} is told when the node goes down or is ejected, until {@link #notWaiting}. To be called
     * right after the target was taken, so that no going down in between is missed.
     */
    public void waiting(Cancelled waiter) {
        waiting.add(waiter);
    }

    /**
     * The answer has begun, or the attempt is over; to be called before a failure is reported, else the failure may cancel
     * its own attempt.
     */
    public void notWaiting(Cancelled waiter) {
        waiting.remove(waiter);
    }

    /** The weight as it is now: growing where it is new or has just come back. */
    double weight() {
        return weight * condition.share(clock);
    }

    /** The smoothed time to an answer, in nanoseconds; 0 if it never answered. */
    double latencyNanos() {
        return latency.nanos(clock.getAsLong());
    }

    /** Always the same for the same node. */
    long hash() {
        return hash;
    }

    /** The registry's word. */
    void configure(Node node, AppSettings settings) {
        weight = node.weight();
        draining = node.draining();
        if (condition.state(node.state().routable(), settings.slowStartSeconds(), clock.getAsLong())) {
            cancelWaiting();
        }
    }

    /** The node is no more: what is under way goes on, and nothing new begins. */
    void depart() {
        draining = true;
    }

    /** A monitor's word that it is down: stands for {@code hold} whatever the registry says. */
    void down(Instant at, Duration hold) {
        if (condition.down(at, hold, clock.getAsLong())) {
            cancelWaiting();
            load.room(); // Whoever stands in line learns it at once if that was the last one.
        }
    }

    /** A monitor's word that it is up: lifts a hold at once. */
    void up(Instant at) {
        condition.up(at, clock.getAsLong());
        load.room();
    }

    /** Counts a request, if that leaves no more than {@code limit} in flight. */
    boolean tryBegin(int limit) {
        if (!Counting.upTo(limit, inFlight)) {
            return false;
        }
        if (draining) { // Looked at after counting: whoever sees none in flight after it was set may rely on that.
            inFlight.decrementAndGet();
            return false;
        }
        return true;
    }

    boolean hasRoom(int limit) {
        return inFlight.get() < limit;
    }

    boolean draining() {
        return draining;
    }

    /** Whether it gets requests of clients that it has not had before. */
    boolean takesNew() {
        return !draining && weight > 0;
    }

    /** Whether it is healthy as far as registry and monitors know. */
    boolean healthy(long now) {
        return condition.healthy(now);
    }

    /** Whether this process leaves it alone for failing. */
    boolean ejected(long now) {
        return condition.ejection().ejected(now);
    }

    /** Never the last one: a guess of this process must not leave the app without a node. */
    private void eject(long now) {
        if (load.hasAnother(this, now)) {
            condition.eject(now);
            cancelWaiting();
        }
    }

    private void cancelWaiting() {
        waiting.forEach(waiter -> {
            if (waiting.remove(waiter)) {
                waiter.cancelled();
            }
        });
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
