package balanza.balancer.lane;

import balanza.balancer.lane.NodePool.Waiting;
import balanza.balancer.routing.Target;
import balanza.names.Addresses;
import balanza.names.Resolver;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The connections of one event loop to nodes, by address: apps with the same node share them. */
final class NodePools {
    private static final int MOST_READ_AT_ONCE = 128 * 1024;
    private static final int LEAST_READ_AT_ONCE = 1024;
    private static final int FIRST_READ = 4 * 1024;

    private final FastLane lane;
    private final Resolver names;
    private final long keepNanos;
    private final ChannelFactory<? extends Channel> channels;
    private final Map<InetSocketAddress, NodePool> pools = new HashMap<>();
    private final Map<Target, Place> places = new WeakHashMap<>();
    private @Nullable Bootstrap bootstrap;
    private @Nullable ChannelGroup open;

    /** @param channels as Vert.x has them: its transport's own may be mended */
    NodePools(FastLane lane, Resolver names, long keepNanos, ChannelFactory<? extends Channel> channels) {
        this.channels = channels;
        this.lane = lane;
        this.names = names;
        this.keepNanos = keepNanos;
    }

    /** What is known of where a node is: its addresses, and the pool of the only one. */
    private static final class Place {
        private final Addresses turns = new Addresses();
        private final boolean fixed;
        private @Nullable List<InetAddress> known;
        private @Nullable NodePool only;

        Place(Target target) {
            fixed = Resolver.isAddress(target.endpoint().host());
        }

        /** The pool of a node that stands where it stood. */
        @Nullable
        NodePool fixed() {
            return fixed && only != null && !only.dropped() ? only : null;
        }
    }

    /**
     * Gets a connection to any of a node's addresses.
     *
     * @param like another channel of this event loop
     * @param timeoutMs for each address, in milliseconds
     */
    void connect(Target target, Channel like, int timeoutMs, Waiting waiting) {
        Bootstrap ready = bootstrap(like);
        Place place = places.computeIfAbsent(target, Place::new);
        NodePool fixed = place.fixed();
        if (fixed != null) {
            fixed.connect(ready, timeoutMs, waiting);
            return;
        }
        List<InetAddress> known = names.known(target.endpoint().host());
        if (known == null) {
            names.resolve(target.endpoint().host())
                    .onSuccess(found -> any(found, target, place, ready, timeoutMs, waiting))
                    .onFailure(waiting::notConnected);
        } else {
            any(known, target, place, ready, timeoutMs, waiting);
        }
    }

    private void any(
            List<InetAddress> all, Target target, Place place, Bootstrap ready, int timeoutMs, Waiting waiting) {
        if (all.size() > 1) {
            next(place.turns.order(all).iterator(), target, place, ready, timeoutMs, waiting);
            return;
        }
        if (place.only == null || place.only.dropped() || !all.equals(place.known)) {
            place.known = all;
            place.only = pool(all.get(0), target);
        }
        place.only.connect(ready, timeoutMs, waiting);
    }

    private void next(
            Iterator<InetAddress> left, Target target, Place place, Bootstrap ready, int timeoutMs, Waiting waiting) {
        InetAddress address = left.next();
        pool(address, target).connect(ready, timeoutMs, new Waiting() {
            @Override
            public boolean repeatable() {
                return waiting.repeatable();
            }

            @Override
            public void connected(NodeSide node) {
                waiting.connected(node);
            }

            @Override
            public void notConnected(Throwable why) {
                place.turns.failed(address);
                if (left.hasNext()) {
                    next(left, target, place, ready, timeoutMs, waiting);
                } else {
                    waiting.notConnected(why);
                }
            }
        });
    }

    private NodePool pool(InetAddress address, Target target) {
        return pools.computeIfAbsent(
                new InetSocketAddress(address, target.endpoint().port()), at -> new NodePool(this, at));
    }

    private Bootstrap bootstrap(Channel like) {
        Bootstrap ready = bootstrap;
        if (ready == null) {
            open = new DefaultChannelGroup(like.eventLoop(), true);
            ready = new Bootstrap()
                    .group(like.eventLoop())
                    .channelFactory(channels)
                    .option(ChannelOption.ALLOCATOR, like.alloc())
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                    .option(ChannelOption.AUTO_CLOSE, false) // See DeafNode.
                    .option(
                            ChannelOption.RECVBUF_ALLOCATOR,
                            new AdaptiveRecvByteBufAllocator(LEAST_READ_AT_ONCE, FIRST_READ, MOST_READ_AT_ONCE));
            bootstrap = ready;
        }
        return ready;
    }

    void opened(Channel channel) {
        if (open != null) {
            open.add(channel);
        }
    }

    Flushing flushing() {
        return lane.flushing();
    }

    /** Ends connections that were not used for too long, and forgets addresses to which there are none. */
    void expire(long now) {
        pools.values().removeIf(pool -> {
            pool.expire(now, keepNanos);
            return pool.drop();
        });
    }

    /** Ends all connections. */
    @SuppressWarnings("FutureReturnValueIgnored") // Those that cannot be closed are closed.
    void close() {
        if (open != null) {
            open.close();
        }
    }
}
