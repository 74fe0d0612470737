package balanza.balancer.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client that has ended its side of the connection after its request. It may be waiting for the answer, or be gone: that
 * looks alike until something is sent, which a client that is gone refuses. So it is served on for as long as there is
 * something to send, and given up when there was nothing for a while.
 *
 * <p>Source: RFC 9293 section 3.6, a connection can be closed in one direction. Through TLS nobody uses that.
 */
public final class HalfClosed extends ChannelOutboundHandlerAdapter {
    private static final long LOOK_MILLIS = 100;

    /** Of a client that is gone, the node shall know within a second. Looks are counted, and not time: a loop may stand still. */
    private static final int LOOKS = 7;

    private int looksInVain;
    private @Nullable Future<?> looking;

    private HalfClosed() {}

    /** Lets a client end its side without losing the other; before anything was read from it. */
    public static void allow(Channel channel) {
        if (channel.pipeline().get(SslHandler.class) == null) {
            channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        }
    }

    /** From here on the end of the client's side is the end of all. */
    static void forbid(Channel channel) {
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
    }

    /** Whether the client has ended its side, so that nothing more will be read. */
    public static boolean is(Channel channel) {
        return channel instanceof DuplexChannel duplex && duplex.isInputShutdown();
    }

    /** Whether {@code event} says that the client has just ended its side. */
    public static boolean begins(Object event) {
        return event instanceof ChannelInputShutdownEvent;
    }

    /** Whether {@code event} is of no use to whoever does not know that sides can be closed. */
    public static boolean concerns(Object event) {
        return event instanceof ChannelInputShutdownEvent || event instanceof ChannelInputShutdownReadComplete;
    }

    /** Whether there is something to send that the client has not taken yet. */
    static boolean unsent(Channel channel) {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting != null && waiting.totalPendingWriteBytes() > 0;
    }

    /**
     * Looks after a client that has ended its side, until the connection ends.
     *
     * @param reader who reads from it
     */
    public static void watch(ChannelHandlerContext reader) {
        reader.pipeline().addBefore(reader.name(), "half-closed", new HalfClosed());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        looking =
                ctx.executor().scheduleWithFixedDelay(() -> look(ctx), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (looking != null) {
            looking.cancel(false);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        looksInVain = 0;
        Future<?> unused = ctx.write(message, promise);
    }

    /** What waits to be sent has not been refused: somebody is there, and slow. */
    private void look(ChannelHandlerContext ctx) {
        if (unsent(ctx.channel())) {
            looksInVain = 0;
        } else if (++looksInVain == LOOKS) {
            Closing.now(ctx);
        }
    }
}
