package balanza.balancer.lane;

import balanza.balancer.wire.RequestWatch;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The kept connections of one event loop to one address; the one used last is used first. */
final class NodePool {
    /** So many connections in a row that were kept and found kept make a node one of those that keep theirs. */
    private static final int PROVEN = 32;

    /** So many requests are given connections of their own once one was lost with a connection that was kept. */
    private static final int FRESH_AFTER_LOSS = 32;

    private final NodePools all;
    private final InetSocketAddress address;
    private final ArrayDeque<NodeSide> idle = new ArrayDeque<>();
    private int connections;
    private int foundKept;
    private int fresh;
    private boolean dropped;

    NodePool(NodePools all, InetSocketAddress address) {
        this.all = all;
        this.address = address;
    }

    /** Who is told of a connection, or why there is none. */
    interface Waiting {
        /** Whether its request may be repeated after it was sent. */
        boolean repeatable();

        void connected(NodeSide node);

        void notConnected(Throwable why);
    }

    /**
     * Gives a connection, at once if one is kept.
     *
     * @param timeoutMs for connecting, in milliseconds
     */
    void connect(Bootstrap bootstrap, int timeoutMs, Waiting waiting) {
        NodeSide kept = kept(waiting.repeatable());
        if (kept != null) {
            waiting.connected(kept);
            return;
        }
        NodeSide[] made = new NodeSide[1];
        ChannelFuture connecting = bootstrap
                .clone()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMs)
                .handler(initializer(node -> made[0] = node))
                .connect(address);
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                waiting.connected(made[0]);
            } else {
                waiting.notConnected(done.cause());
            }
        });
    }

    private ChannelInitializer<Channel> initializer(Consumer<NodeSide> made) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                RequestWatch request = new RequestWatch(false);
                NodeSide node = new NodeSide(channel, NodePool.this, request);
                channel.pipeline().addLast(request, node);
                connections++;
                channel.closeFuture().addListener(closed -> connections--);
                all.opened(channel);
                made.accept(node);
            }
        };
    }

    private @Nullable NodeSide kept(boolean repeatable) {
        NodeSide last = idle.pollLast();
        while (last != null && !last.isQuiet(repeatable && foundKept >= PROVEN)) {
            broken();
            last.cut();
            last = idle.pollLast();
        }
        if (last != null && foundKept < PROVEN) {
            foundKept++;
        }
        return last;
    }

    /** Whether one that has served a request is to be kept for another. */
    boolean keepsNext() {
        if (fresh == 0) {
            return true;
        }
        fresh--;
        return false;
    }

    /** It can be used again. */
    void keep(NodeSide node) {
        idle.addLast(node);
    }

    /** It has ended; not by us, if it was idle. */
    void gone(NodeSide node) {
        if (idle.remove(node)) {
            broken();
        }
    }

    /** The node has ended a connection without saying that it would. */
    void broken() {
        foundKept = 0;
    }

    /**
     * A request was lost with a connection.
     *
     * @param kept whether that had served another before: then the node may be one of those that close all, and do not say so
     */
    void lost(boolean kept) {
        broken();
        if (kept) {
            fresh = FRESH_AFTER_LOSS;
        }
    }

    /** Ends those that nobody has used for so long. */
    void expire(long now, long keepNanos) {
        for (NodeSide oldest = idle.peekFirst();
                oldest != null && now - oldest.idleSince() >= keepNanos;
                oldest = idle.peekFirst()) {
            idle.pollFirst();
            oldest.cut();
        }
    }

    /** Whether it has no connections, nor will have any: whoever wants one here needs another pool. */
    boolean drop() {
        dropped = connections == 0;
        return dropped;
    }

    boolean dropped() {
        return dropped;
    }

    Flushing flushing() {
        return all.flushing();
    }
}
