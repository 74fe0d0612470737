package balanza.balancer.lane;

import io.netty.channel.Channel;
import io.netty.channel.uring.IoUringIoHandle;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * When what this event loop has written is handed to the kernel. Mostly that is a system call which wakes whoever waits for
 * the bytes, and they may take the processor at once: so it comes last in the loop's round, when all that has come is read.
 * io_uring hands over the calls of a round together anyway, and has them as soon as there is something to hand over.
 */
final class Flushing {
    private final Queue<Output> waiting = new ArrayDeque<>();
    private final Runnable flush = this::flush;

    /** A connection to which something was written. */
    interface Output {
        Channel channel();

        /** Hands over what there is. */
        void flush();
    }

    /** Part of an answer was written; more may come with the same reading. */
    void answer(Output written) {
        if (waiting.isEmpty() && !handsOverTogether(written.channel())) {
            written.channel().eventLoop().execute(flush);
        }
        waiting.add(written);
    }

    /** Part of a request was written, and no more of it is there. */
    void request(Output written) {
        if (handsOverTogether(written.channel())) {
            written.flush();
        } else {
            answer(written);
        }
    }

    /** What there was to read from {@code node} has been read, or will not be. */
    void readThrough(Channel node) {
        if (handsOverTogether(node)) {
            flush();
        }
    }

    private void flush() {
        Output next;
        // One that is flushed may make others want it, or end a connection and so come back here.
        while ((next = waiting.poll()) != null) {
            next.flush();
        }
    }

    private static boolean handsOverTogether(Channel channel) {
        return channel.unsafe() instanceof IoUringIoHandle;
    }
}
