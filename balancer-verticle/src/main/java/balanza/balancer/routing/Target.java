package balanza.balancer.routing;

import balanza.contract.Endpoint;
import balanza.contract.Node;
import balanza.contract.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A node as the data plane sees it, with its live figures. It outlives the routes it is in, as long as the node stays the
 * same. Shared by the event loops; nothing here waits.
 */
public final class Target {
    /** Failed connects in a row after which a node is ejected. */
    private static final int CONNECT_FAILURES = 3;

    private static final Duration EJECTION = Duration.ofSeconds(10);

    private final NodeId id;
    private final Endpoint endpoint;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger failedConnects = new AtomicInteger();

    private volatile boolean up;
    private volatile Instant lastUp = Instant.MIN;
    private volatile long heldUntil;
    private volatile long ejectedUntil;

    Target(Node node) {
        id = node.id();
        endpoint = node.endpoint();
        long now = System.nanoTime();
        heldUntil = now;
        ejectedUntil = now;
        up = node.state().routable();
    }

    /** Which node. */
    public NodeId id() {
        return id;
    }

    /** Where it listens. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Requests that are on their way through it now. */
    public int inFlight() {
        return inFlight.get();
    }

    /** A request is sent this way. */
    public void begin() {
        inFlight.incrementAndGet();
    }

    /** That request is over, however it ended. */
    public void end() {
        inFlight.decrementAndGet();
    }

    /** It took a connection: whatever failed before is forgotten. */
    public void connected() {
        if (failedConnects.get() != 0) {
            failedConnects.set(0);
        }
    }

    /** It did not take a connection; too often in a row ejects it for a while. */
    public void connectFailed() {
        if (failedConnects.incrementAndGet() >= CONNECT_FAILURES) {
            failedConnects.set(0);
            ejectedUntil = System.nanoTime() + EJECTION.toNanos();
        }
    }

    /** The registry's word. */
    void state(boolean routable) {
        up = routable;
    }

    /** A monitor's word that it is down: stands for {@code hold} whatever the registry says. */
    void down(Instant at, Duration hold) {
        if (at.isAfter(lastUp)) {
            heldUntil = System.nanoTime() + hold.toNanos();
        }
    }

    /** A monitor's word that it is up: lifts a hold at once. */
    void up(Instant at) {
        lastUp = at;
        heldUntil = System.nanoTime();
        up = true;
    }

    /** Whether it is healthy as far as registry and monitors know. */
    boolean healthy(long nanoTime) {
        return up && nanoTime - heldUntil >= 0;
    }

    /** Whether this process has lately failed to connect to it. */
    boolean ejected(long nanoTime) {
        return nanoTime - ejectedUntil < 0;
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
