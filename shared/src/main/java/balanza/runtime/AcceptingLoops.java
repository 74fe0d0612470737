package balanza.runtime;

import static java.util.Objects.requireNonNull;

import io.netty.channel.AbstractEventLoopGroup;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import io.vertx.core.spi.transport.Transport;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The event loops of a Vert.x as those who accept connections, too. Vert.x has a thread of its own for that, which hands each
 * connection to an event loop: where connections are short, a fifth of their processor time. Here a socket is listened on by
 * the event loop that opens it.
 */
final class AcceptingLoops extends AbstractEventLoopGroup {
    private final Promise<Void> ended = GlobalEventExecutor.INSTANCE.newPromise();
    private volatile @Nullable EventLoopGroup loops;

    /**
     * @param type as in {@link Transport#eventLoopGroup}
     * @param library makes what Vert.x would have
     */
    EventLoopGroup group(int type, Supplier<EventLoopGroup> library) {
        if (type == Transport.ACCEPTOR_EVENT_LOOP_GROUP) {
            return this;
        }
        EventLoopGroup made = library.get();
        loops = made;
        return made;
    }

    @Override
    public EventLoop next() {
        EventLoopGroup all = requireNonNull(loops);
        for (EventExecutor loop : all) {
            if (loop.inEventLoop()) {
                return (EventLoop) loop;
            }
        }
        return all.next();
    }

    @Override
    public ChannelFuture register(Channel channel) {
        return next().register(channel);
    }

    @Override
    public ChannelFuture register(ChannelPromise promise) {
        return next().register(promise);
    }

    @Override
    @Deprecated
    public ChannelFuture register(Channel channel, ChannelPromise promise) {
        return next().register(channel, promise);
    }

    @Override
    public Iterator<EventExecutor> iterator() {
        return requireNonNull(loops).iterator();
    }

    /** Only says so: the loops are ended as what else they are. */
    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        ended.trySuccess(null);
        return ended;
    }

    @Override
    @Deprecated
    public void shutdown() {
        ended.trySuccess(null);
    }

    @Override
    public Future<?> terminationFuture() {
        return ended;
    }

    @Override
    public boolean isShuttingDown() {
        return ended.isDone();
    }

    @Override
    public boolean isShutdown() {
        return ended.isDone();
    }

    @Override
    public boolean isTerminated() {
        return ended.isDone();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return ended.await(timeout, unit);
    }
}
