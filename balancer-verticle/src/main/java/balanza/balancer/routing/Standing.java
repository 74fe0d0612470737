package balanza.balancer.routing;

import java.time.Duration;
import java.time.Instant;

/** What registry and monitors say of a node's health. */
final class Standing {
    private volatile boolean up;
    private volatile Instant lastUp = Instant.MIN;
    private volatile long heldUntil;

    Standing(boolean up, long now) {
        this.up = up;
        heldUntil = now;
    }

    /** The registry's word. */
    void state(boolean routable) {
        up = routable;
    }

    /** A monitor's word that it is down: stands for {@code hold} whatever the registry says. */
    void down(Instant at, Duration hold, long now) {
        if (at.isAfter(lastUp)) {
            heldUntil = now + hold.toNanos();
        }
    }

    /** A monitor's word that it is up: lifts a hold at once. */
    void up(Instant at, long now) {
        lastUp = at;
        heldUntil = now;
        up = true;
    }

    /** When the last hold is over, or was. */
    long heldUntil() {
        return heldUntil;
    }

    boolean healthy(long now) {
        return up && now - heldUntil >= 0;
    }
}
