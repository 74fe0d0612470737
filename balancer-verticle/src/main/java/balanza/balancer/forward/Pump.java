package balanza.balancer.forward;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;

/** Moves bytes from one side to the other, no faster than the other side takes them, and knows when it last did. */
final class Pump {
    private final ReadStream<Buffer> from;
    private final WriteStream<Buffer> to;
    private final long length;
    private final Promise<Void> end = Promise.promise();

    private long bytes;
    private long moved = System.nanoTime();
    private boolean held;

    Pump(ReadStream<Buffer> from, WriteStream<Buffer> to) {
        this(from, to, -1);
    }

    /** @param length in bytes, all that will come; -1 if that is not known */
    Pump(ReadStream<Buffer> from, WriteStream<Buffer> to, long length) {
        this.from = from;
        this.to = to;
        this.length = length;
    }

    /**
     * Begins.
     *
     * @return once the last byte has come, if it is known which that is, else once the source has ended; the other side is not
     *     ended by that. Fails if the source breaks
     */
    Future<Void> run() {
        moved = System.nanoTime();
        from.exceptionHandler(end::tryFail);
        from.endHandler(over -> end.tryComplete());
        from.handler(this::move);
        from.resume();
        return end.future();
    }

    /** How many have come through. */
    long bytes() {
        return bytes;
    }

    /** Whether it waits for the side that takes, not for the one that gives. */
    boolean held() {
        return held;
    }

    /** Whether nothing has moved for so many nanoseconds. */
    boolean still(long now, long nanos) {
        return now - moved >= nanos;
    }

    private void move(Buffer buffer) {
        bytes += buffer.length();
        moved = System.nanoTime();
        to.write(buffer);
        if (bytes == length) {
            end.tryComplete(); // The source may say so later than the other side answers.
        } else if (to.writeQueueFull()) {
            held = true;
            from.pause();
            to.drainHandler(room -> goOn());
        }
    }

    private void goOn() {
        held = false;
        moved = System.nanoTime();
        from.resume();
    }
}
