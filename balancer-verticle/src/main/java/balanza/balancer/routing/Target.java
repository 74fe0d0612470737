package balanza.balancer.routing;

import balanza.contract.Endpoint;
import balanza.contract.Node;
import balanza.contract.NodeId;
import balanza.contract.Scheme;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A node as the data plane sees it, with its live figures. It outlives the routes it is in, as long as the node stays the
 * same. Shared by the event loops; nothing here waits.
 *
 * <p>There may be a million of them: figures are fields rather than objects, and what few need is made when it is needed.
 */
public final class Target {
    private static final AtomicIntegerFieldUpdater<Target> IN_FLIGHT =
            AtomicIntegerFieldUpdater.newUpdater(Target.class, "inFlight");

    private final NodeId id;
    private final Endpoint endpoint;
    private final Scheme scheme;
    private final long hash;
    private final AppLoad load;
    private final Condition condition;
    private final Latency latency = new Latency();

    private volatile int weight;
    private volatile int inFlight;
    /** {@code null} while there are none, that is, nearly always at nearly all targets of a large table. */
    private @Nullable Waiting waiting;

    /** What it is owed by its app's {@link RoundRobin}, under whose lock it is. */
    double credit;

    /** @param isNew whether it joins others that have been there before */
    Target(Node node, AppLoad load, boolean isNew) {
        id = node.id();
        endpoint = node.endpoint();
        scheme = node.scheme();
        hash = Hash64.of(id.value());
        this.load = load;
        condition = new Condition(node.state().routable(), isNew, now());
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
        return inFlight;
    }

    /** A request that was taken this way is over, however it ended; called once for each {@link Pick.Taken}. */
    public void end() {
        IN_FLIGHT.decrementAndGet(this);
        load.end();
    }

    /** It took a connection, or one was there already. */
    public void connected() {
        condition.connected();
    }

    /** It did not take a connection; three times in a row eject it for a while. */
    public void connectFailed() {
        long now = now();
        if (condition.connectFailed(now)) {
            eject(now);
        }
    }

    /** It broke a connection, did not answer in time, or not in HTTP; five times in a row eject it for a while. */
    public void failed() {
        long now = now();
        if (condition.failed(now)) {
            eject(now);
        }
    }

    /**
     * Its answer has begun. A status of 502, 503 or 504 is a failure like the others.
     *
     * @param latencyNanos from the request's last byte, or its head where the answer came before that, in nanoseconds
     */
    public void answered(long latencyNanos, int status) {
        latency.took(latencyNanos, now());
        if (status >= 502 && status <= 504) {
            failed();
        } else {
            condition.good();
        }
    }

    /**
     * From now on {@code waiter} is told when the node goes down or is ejected, until {@link #notWaiting}. To be called
     * right after the target was taken, so that no going down in between is missed.
     */
    public synchronized void waiting(Cancelled waiter) {
        waiting = waiting == null ? new Waiting() : waiting;
        waiting.add(waiter);
    }

    /**
     * The answer has begun, or the attempt is over; to be called before a failure is reported, else the failure may cancel
     * its own attempt.
     */
    public void notWaiting(Cancelled waiter) {
        leave(waiter);
    }

    /** The weight as it is now: growing where it is new or has just come back. */
    double weight() {
        return weight * condition.share(load.slowStart(), load.clock());
    }

    /** The smoothed time to an answer, in nanoseconds; 0 if it never answered. */
    double latencyNanos() {
        return latency.nanos(now());
    }

    /** Always the same for the same node. */
    long hash() {
        return hash;
    }

    /** The registry's word. */
    void configure(Node node) {
        weight = node.weight();
        condition.draining(node.draining());
        if (condition.state(node.state().routable(), now())) {
            cancelWaiting();
        }
    }

    /** The node is no more: what is under way goes on, and nothing new begins. */
    void depart() {
        condition.draining(true);
    }

    /** A monitor's word that it is down: stands for {@code hold} whatever the registry says. */
    void down(Instant at, Duration hold) {
        if (condition.down(at, hold, now())) {
            cancelWaiting();
            load.room(); // Whoever stands in line learns it at once if that was the last one.
        }
    }

    /** A monitor's word that it is up: lifts a hold at once. */
    void up(Instant at) {
        condition.up(at, now());
        load.room();
    }

    /** Counts a request, if that leaves no more than {@code limit} in flight. */
    boolean tryBegin(int limit) {
        if (!Counting.upTo(limit, IN_FLIGHT, this)) {
            return false;
        }
        if (condition
                .draining()) { // Looked at after counting: whoever sees none in flight after it was set may rely on
            // that.
            IN_FLIGHT.decrementAndGet(this);
            return false;
        }
        return true;
    }

    boolean hasRoom(int limit) {
        return inFlight < limit;
    }

    boolean draining() {
        return condition.draining();
    }

    /** Whether it gets requests of clients that it has not had before. */
    boolean takesNew() {
        return weight > 0 && !condition.draining();
    }

    /** Whether nothing at all speaks against sending it a request. */
    boolean serves(int limit, long now) {
        return takesNew() && hasRoom(limit) && healthy(now) && !ejected(now);
    }

    /** Whether it is healthy as far as registry and monitors know. */
    boolean healthy(long now) {
        return condition.healthy(now);
    }

    /** Whether this process leaves it alone for failing. */
    boolean ejected(long now) {
        return condition.ejected(now);
    }

    /** Never the last one: a guess of this process must not leave the app without a node. */
    private void eject(long now) {
        if (load.hasAnother(this, now)) {
            condition.eject(now);
            cancelWaiting();
        }
    }

    /** Tells all who wait, but for those who have left meanwhile. */
    private void cancelWaiting() {
        for (Cancelled waiter : allWaiting()) {
            if (leave(waiter)) {
                waiter.cancelled();
            }
        }
    }

    private synchronized List<Cancelled> allWaiting() {
        return waiting == null ? List.of() : waiting.copy();
    }

    /** @return whether it was still waiting */
    private synchronized boolean leave(Cancelled waiter) {
        boolean left = waiting != null && waiting.remove(waiter);
        waiting = waiting == null || waiting.isEmpty() ? null : waiting;
        return left;
    }

    private long now() {
        return load.clock().getAsLong();
    }

    /** As good as any other; the JVM's own is slow for an object on which threads have waited for one another. */
    @Override
    public int hashCode() {
        return Long.hashCode(hash);
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
