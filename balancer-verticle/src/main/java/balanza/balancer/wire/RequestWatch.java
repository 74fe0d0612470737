package balanza.balancer.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/** Knows whether anything of a request has been handed to the socket. When in doubt, it has. */
public final class RequestWatch extends ChannelOutboundHandlerAdapter {
    private final boolean looks;
    private @Nullable ChannelPromise first;
    private boolean touched;
    private boolean used;
    private boolean reading;
    private boolean looking;
    private boolean stopped;

    RequestWatch() {
        this(true);
    }

    /** @param looks whether to look at what has come before a request goes out on a connection that was used before */
    public RequestWatch(boolean looks) {
        this.looks = looks;
    }

    /** The next that is written is of another request. */
    public void begin() {
        used |= touched;
        touched = false;
        first = null;
    }

    /** Whether anything of the request that was begun last has been handed to the socket. */
    public boolean touched() {
        return touched;
    }

    /** Whether the connection had served another request before the one that was begun last. */
    public boolean used() {
        return used;
    }

    /** Whether the connection is being read from, and so needs no look at what has come. */
    public void reading(boolean now) {
        reading = now;
    }

    /** Whether something may have come on the connection since it was used last. */
    boolean mayHaveAged() {
        return (used || touched) && !reading;
    }

    /** Nothing is written any more. */
    public void stop() {
        stopped = true;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The promise tells.
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (stopped) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
        } else if (first == null && message instanceof ByteBuf bytes && bytes.isReadable()) {
            first = promise.unvoid();
            ctx.write(message, first);
        } else {
            ctx.write(message, promise);
        }
    }

    /**
     * The first flush of a request touches the socket. If the connection was used before, it looks first at what has come
     * meanwhile: bytes are no answer to this request, and if it is the end, the request would be lost to it.
     */
    @Override
    public void flush(ChannelHandlerContext ctx) {
        if (first == null || touched) {
            ctx.flush();
        } else if (!looks || !used || reading) {
            touch(ctx, first);
        } else if (!looking) {
            looking = true;
            ChannelPromise written = first;
            Look.before(ctx.channel(), () -> {
                looking = false;
                touch(ctx, written);
            });
        }
    }

    private void touch(ChannelHandlerContext ctx, ChannelPromise written) {
        if (stopped) {
            return;
        }
        touched = true;
        ctx.flush();
        if (written.isDone() && !written.isSuccess()) {
            touched =
                    false; // It failed at once, as the connection is broken. One that fails later may have sent a part.
        }
    }
}
