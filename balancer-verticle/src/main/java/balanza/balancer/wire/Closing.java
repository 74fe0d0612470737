package balanza.balancer.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Ways to end a connection, whatever the other side is doing. */
public final class Closing {
    private static final long LINGER_MILLIS = 1_000;

    private boolean lingers;

    /**
     * Closes first our half, then, when the other side has closed too or a second has passed, all of it. Whoever calls reads
     * on and discards what comes.
     *
     * <p>Source: RFC 9112 section 9.6. Closing at once could destroy the answer on its way.
     *
     * @param promise is told when all of it is closed
     */
    public void linger(ChannelHandlerContext ctx, ChannelPromise promise) {
        Channel channel = ctx.channel();
        channel.closeFuture().addListener(closed -> promise.trySuccess());
        if (lingers) {
            return;
        }
        lingers = true;
        Future<?> end = ctx.executor().schedule(() -> now(ctx), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> end.cancel(false));
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> endOutput(channel));
        channel.config().setAutoRead(true);
    }

    /**
     * Closes when what was written before has gone out, and no sooner than that has been told to all: io_uring's channel still
     * takes itself for writing meanwhile, and would close in two steps, for a system call more.
     */
    public static void whenFlushed(ChannelHandlerContext ctx, ChannelPromise promise) {
        Future<?> flushed = ctx.writeAndFlush(Unpooled.EMPTY_BUFFER);
        flushed.addListener(done -> ctx.executor().execute(() -> now(ctx, promise)));
    }

    /** Whether it waits for the other side to close. */
    public boolean lingers() {
        return lingers;
    }

    /** Closes without waiting for anything that was not sent yet. */
    public static void now(ChannelHandlerContext ctx) {
        now(ctx, ctx.newPromise());
    }

    private static void now(ChannelHandlerContext ctx, ChannelPromise promise) {
        Future<?> unused = ctx.close(promise);
    }

    /** Closes so that the other side can tell: what it has got is not all. Not through TLS, whose end would be orderly. */
    public static void reset(Channel channel) {
        if (!channel.isOpen()) {
            return; // The other side was faster, and a closed socket takes no options.
        }
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        now(channel.pipeline().firstContext());
    }

    private static void endOutput(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            Future<?> unused = tls.closeOutbound();
        } else if (channel instanceof DuplexChannel duplex) {
            Future<?> unused = duplex.shutdownOutput();
        }
    }
}
