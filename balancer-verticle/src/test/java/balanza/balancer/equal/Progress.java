package balanza.balancer.equal;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** How far the sides of a conversation have come; they wait for one another on it. */
final class Progress {
    private static final long MILLIS = 40_000;

    /** Who has not moved for so long stands still; if it only was slow, a case is easier than it was meant to be. */
    private static final long STILL_MILLIS = 250;

    private int asked;
    private int taken;
    private int lastAsked = -1;
    private long moves;
    private int playing;
    private boolean delivered;

    /** @param node its number */
    synchronized void nodeAsked(int node) {
        asked++;
        lastAsked = node;
        playing++;
        notifyAll();
    }

    synchronized void nodeTook() {
        taken++;
        notifyAll();
    }

    synchronized void nodeThrough() {
        playing--;
        notifyAll();
    }

    synchronized int asked() {
        return asked;
    }

    /** Whole requests that nodes have taken. */
    synchronized int taken() {
        return taken;
    }

    /** The number of the node that was asked last; -1 for none. */
    synchronized int lastAsked() {
        return lastAsked;
    }

    /** Somebody could send a piece of something long. */
    synchronized void moved() {
        moves++;
        notifyAll();
    }

    /** Waits until nobody has sent for a while. */
    synchronized void untilStill() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS);
        long seen = moves;
        for (long since = System.nanoTime(), left = STILL_MILLIS; left > 0; ) {
            wait(left);
            if (moves > seen) {
                seen = moves;
                since = System.nanoTime();
            }
            if (since > deadline) {
                throw new AssertionError("still moving after " + MILLIS + " ms");
            }
            left = STILL_MILLIS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
        }
    }

    /** Waits until no node has anything to do. */
    synchronized void untilThrough() throws InterruptedException {
        until(() -> playing == 0);
    }

    /** Lets nodes go on that wait for it, and waits until all are through. */
    synchronized void delivered() throws InterruptedException {
        delivered = true;
        notifyAll();
        untilThrough();
    }

    synchronized void untilDelivered() throws InterruptedException {
        until(() -> delivered);
    }

    /** @param condition reads what is only changed under this object's lock, with a {@link #notifyAll} after */
    synchronized void until(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS);
        while (!condition.getAsBoolean()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("not within " + MILLIS + " ms");
            }
            wait(left);
        }
    }
}
