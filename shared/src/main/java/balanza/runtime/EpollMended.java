package balanza.runtime;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoOps;
import io.vertx.core.impl.transports.EpollTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.transport.Transport;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Netty's epoll, with one thing mended. A socket that waits for nothing is taken out of the kernel's list by Netty (4.2.18:
 * {@code EpollIoHandler.DefaultEpollIoRegistration.submit}), and when it has something to wait for again the kernel does not
 * know it (ENOENT), so that its output is shut down. That is the lot of a client that has ended its side and then reads slowly.
 * Here such a socket stays in the list.
 */
final class EpollMended extends MendedTransport {
    private EpollMended(Transport epoll) {
        super(epoll);
    }

    /** @return {@code null} if it is not on the class path */
    static @Nullable Transport load() {
        Transport loaded = Transport.EPOLL;
        return loaded == null ? null : new EpollMended(loaded);
    }

    @Override
    public io.vertx.core.spi.transport.Transport implementation() {
        return new EpollTransport() {
            private final AcceptingLoops accepting = new AcceptingLoops();

            @Override
            public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory factory, int ioRatio) {
                return accepting.group(type, () -> super.eventLoopGroup(type, threads, factory, ioRatio));
            }

            @Override
            public IoHandlerFactory ioHandlerFactory() {
                IoHandlerFactory factory = super.ioHandlerFactory();
                return loop -> new Handler(factory.newHandler(loop));
            }

            @Override
            public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap server) {
                super.configure(options, domainSocket, server);
                setOnlyWhatDiffers(
                        options,
                        server,
                        EpollChannelOption.TCP_USER_TIMEOUT,
                        EpollChannelOption.TCP_QUICKACK,
                        EpollChannelOption.TCP_CORK);
            }
        };
    }

    private record Handler(IoHandler epoll) implements IoHandler {
        @Override
        public IoRegistration register(IoHandle handle) throws Exception {
            return new Registration(epoll.register(handle));
        }

        @Override
        public void initialize() {
            epoll.initialize();
        }

        @Override
        public int run(IoHandlerContext context) {
            return epoll.run(context);
        }

        @Override
        public void wakeup() {
            epoll.wakeup();
        }

        @Override
        public void prepareToDestroy() {
            epoll.prepareToDestroy();
        }

        @Override
        public void destroy() {
            epoll.destroy();
        }

        @Override
        public boolean isCompatible(Class<? extends IoHandle> handleType) {
            return epoll.isCompatible(handleType);
        }
    }

    private record Registration(IoRegistration epoll) implements IoRegistration {
        /** Errors and hang-ups are told in any case, and so only once. */
        private static final EpollIoOps NOTHING = EpollIoOps.EPOLLET;

        @Override
        public long submit(IoOps ops) {
            return epoll.submit(EpollIoOps.NONE.equals(ops) ? NOTHING : ops);
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // Netty's signature.
        public <T> T attachment() {
            return epoll.attachment();
        }

        @Override
        public boolean isValid() {
            return epoll.isValid();
        }

        @Override
        public boolean cancel() {
            return epoll.cancel();
        }
    }
}
