package balanza.balancer.equal;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** How far the sides of a conversation have come; they wait for one another on it. */
final class Progress {
    private static final long MILLIS = 40_000;

    private int asked;
    private int playing;
    private boolean delivered;

    synchronized void nodeAsked() {
        asked++;
        playing++;
        notifyAll();
    }

    synchronized void nodeThrough() {
        playing--;
        notifyAll();
    }

    synchronized int asked() {
        return asked;
    }

    /** Lets nodes go on that wait for it, and waits until all are through. */
    synchronized void delivered() throws InterruptedException {
        delivered = true;
        notifyAll();
        until(() -> playing == 0);
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
