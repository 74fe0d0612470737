package balanza.balancer.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;

/** Whether anything of one request has been handed to the socket. When in doubt, it has. */
final class FirstWrite {
    private @Nullable ChannelPromise first;
    private boolean touched;

    /** Something is written, which stays in memory until it is flushed. */
    ChannelPromise watch(Object message, ChannelPromise promise) {
        if (first != null || !(message instanceof ByteBuf bytes) || !bytes.isReadable()) {
            return promise;
        }
        ChannelPromise watched = promise.unvoid();
        first = watched;
        return watched;
    }

    /** Whether the next flush is the one that touches the socket. */
    boolean waits() {
        return first != null && !touched;
    }

    void flushing() {
        touched = true;
    }

    /** A write that failed at once, as the connection was closed, has sent nothing; one that fails later may have sent a part. */
    void flushed() {
        touched = first == null || !first.isDone() || first.isSuccess();
    }

    boolean touched() {
        return touched;
    }
}
