package balanza.runtime;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import io.vertx.core.impl.transports.IoUringTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Netty's io_uring, with two things mended (4.2.18). A connection that is closed while it is being read may begin to wait for
 * more ({@code AbstractIoUringChannel.schedulePollIn}), and lives on, without the other side being told anything, for as long as
 * nothing comes. Here its reading side is shut when it is closed, which says nothing to the other side and ends such a wait.
 * And with polls that fire more than once, a reset that comes together with bytes is never told: nobody asks the socket again
 * until something else comes.
 */
final class IoUringMended extends MendedTransport {
    private static final String POLL_MORE_THAN_ONCE = "io.netty.iouring.pollAddMultishotEnabled";

    private IoUringMended(Transport ioUring) {
        super(ioUring);
    }

    /** @return {@code null} if it is not on the class path */
    static @Nullable Transport load() {
        if (System.getProperty(POLL_MORE_THAN_ONCE) == null) {
            System.setProperty(POLL_MORE_THAN_ONCE, "false"); // Netty reads it when io_uring is first asked for: below.
        }
        Transport loaded = Transport.IO_URING;
        return loaded == null ? null : new IoUringMended(loaded);
    }

    @Override
    public io.vertx.core.spi.transport.Transport implementation() {
        return new IoUringTransport() {
            private final AcceptingLoops accepting = new AcceptingLoops();

            @Override
            public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory factory, int ioRatio) {
                return accepting.group(type, () -> super.eventLoopGroup(type, threads, factory, ioRatio));
            }

            @Override
            public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
                ChannelFactory<? extends Channel> factory = super.channelFactory(domainSocket);
                return () -> mended(factory.newChannel());
            }

            @Override
            public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
                ChannelFactory<? extends ServerChannel> factory = super.serverChannelFactory(domainSocket);
                return () -> {
                    ServerChannel server = factory.newChannel();
                    server.pipeline().addFirst(Accepting.INSTANCE);
                    return server;
                };
            }

            @Override
            public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap server) {
                super.configure(options, domainSocket, server);
                setOnlyWhatDiffers(
                        options,
                        server,
                        IoUringChannelOption.TCP_USER_TIMEOUT,
                        IoUringChannelOption.TCP_QUICKACK,
                        IoUringChannelOption.TCP_CORK);
            }
        };
    }

    private static Channel mended(Channel channel) {
        channel.pipeline().addFirst(ClosingForGood.INSTANCE);
        return channel;
    }

    @Sharable
    private static final class Accepting extends ChannelInboundHandlerAdapter {
        static final Accepting INSTANCE = new Accepting();

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object accepted) {
            ctx.fireChannelRead(accepted instanceof Channel channel ? mended(channel) : accepted);
        }
    }

    /** The last handler that a close meets; TLS, which has something to say at the end, is met before. */
    @Sharable
    private static final class ClosingForGood extends ChannelDuplexHandler {
        static final ClosingForGood INSTANCE = new ClosingForGood();

        @Override
        public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
            Future<?> unused = ctx.close(promise);
            // What is still being written is not touched by this.
            if (ctx.channel() instanceof UnixChannel unix && unix.fd() instanceof Socket socket && socket.isOpen()) {
                try {
                    socket.shutdown(true, false);
                } catch (IOException | NotYetConnectedException e) {
                    // It has ended already, or has not begun.
                }
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            ctx.fireUserEventTriggered(event);
            if (event instanceof SslHandshakeCompletionEvent && ctx.pipeline().first() != this) {
                ctx.pipeline().remove(this).addFirst(this);
            }
        }
    }
}
