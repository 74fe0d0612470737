package balanza.balancer.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where a public port is opened. With epoll and io_uring each event loop has a socket of its own there, and the kernel deals
 * out the connections ({@code SO_REUSEPORT}, socket(7)): none is handed from thread to thread. With NIO all loops share one.
 */
public final class PortAddress {
    private final InetSocketAddress where;
    private final boolean apart;
    private final AtomicInteger sockets = new AtomicInteger();

    private PortAddress(InetSocketAddress where, boolean apart) {
        this.where = where;
        this.apart = apart;
    }

    /**
     * Looks the address up, and whether it can be had; blocks.
     *
     * @param port 0 for any: then each event loop has another
     * @throws IOException if there is no such address here, or somebody listens there
     */
    public static PortAddress find(Vertx vertx, String host, int port) throws IOException {
        InetSocketAddress where = new InetSocketAddress(InetAddress.getByName(host), port);
        mustBeFree(where);
        boolean nameable = !where.getAddress().isLinkLocalAddress(); // Else the interface it belongs to would be lost.
        return new PortAddress(where, vertx.isNativeTransportEnabled() && port != 0 && nameable);
    }

    /** Where several may have the port, the kernel says nothing if another process of the same user has it already. */
    private static void mustBeFree(InetSocketAddress where) throws IOException {
        boolean four = where.getAddress() instanceof Inet4Address;
        try (SocketChannel probe =
                SocketChannel.open(four ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6)) {
            probe.setOption(StandardSocketOptions.SO_REUSEADDR, true); // Connections of a former process are no matter.
            probe.bind(where);
        } catch (BindException e) {
            throw (BindException) new BindException(where + ": " + e.getMessage()).initCause(e);
        }
    }

    /** Options for the server of one event loop. */
    public HttpServerOptions with(HttpServerOptions options) {
        return options.setReusePort(apart);
    }

    /** For the server of the next event loop. Vert.x takes servers for one, if their addresses are called the same. */
    public SocketAddress next() {
        if (!apart) {
            return SocketAddress.inetSocketAddress(where);
        }
        String name = where.getAddress().getHostAddress() + "#" + sockets.incrementAndGet();
        try {
            return SocketAddress.inetSocketAddress(new InetSocketAddress(
                    InetAddress.getByAddress(name, where.getAddress().getAddress()), where.getPort()));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // It has been one already.
        }
    }
}
