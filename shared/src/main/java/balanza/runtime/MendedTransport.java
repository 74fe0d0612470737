package balanza.runtime;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.transport.Transport;

/** A transport of the library, with another implementation. */
abstract class MendedTransport implements Transport {
    private final Transport library;

    MendedTransport(Transport library) {
        this.library = library;
    }

    @Override
    public final String name() {
        return library.name();
    }

    @Override
    public final boolean available() {
        return library.available();
    }

    @Override
    public final Throwable unavailabilityCause() {
        return library.unavailabilityCause();
    }

    /**
     * Leaves as they are on a new connection what is so anyway. Vert.x sets each option on each connection that is accepted, one
     * system call each, most of them to what the kernel begins with; {@code TCP_NODELAY} has been set by Netty before.
     */
    static void setOnlyWhatDiffers(
            NetServerOptions options,
            ServerBootstrap server,
            ChannelOption<Integer> userTimeout,
            ChannelOption<Boolean> quickAck,
            ChannelOption<Boolean> cork) {
        leave(server, userTimeout, options.getTcpUserTimeout() == 0);
        leave(server, quickAck, !options.isTcpQuickAck());
        leave(server, cork, !options.isTcpCork());
        leave(server, ChannelOption.SO_KEEPALIVE, !options.isTcpKeepAlive());
        leave(server, ChannelOption.TCP_NODELAY, options.isTcpNoDelay());
    }

    private static void leave(ServerBootstrap server, ChannelOption<?> option, boolean so) {
        if (so) {
            server.childOption(option, null);
        }
    }
}
