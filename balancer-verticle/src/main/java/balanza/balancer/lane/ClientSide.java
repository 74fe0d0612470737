package balanza.balancer.lane;

import balanza.balancer.forward.Unanswered;
import balanza.balancer.forward.Watch;
import balanza.balancer.lane.Entrance.Admitted;
import balanza.balancer.wire.ClientPatience;
import balanza.balancer.wire.Closing;
import balanza.balancer.wire.HalfClosed;
import balanza.balancer.wire.HeldBytes;
import balanza.contract.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection for as long as it is in the lane: in front of Vert.x's decoder, which sees none of its bytes. At the
 * first request that is not plain it leaves the lane for good, and Vert.x goes on from that request's first byte.
 */
final class ClientSide extends ChannelDuplexHandler implements Watch.Step {
    private static final int MOST_HELD = 64 * 1024;

    private final FastLane lane;
    private final Channel channel;
    private final Peer peer;
    private final Exit exit;
    private final Entrance entrance;
    private final ClientOutput output;
    private final HeldBytes held = new HeldBytes();
    private final ClientPatience patience;
    private final Closing closing = new Closing();

    private @Nullable ChannelHandlerContext context;
    private @Nullable LaneExchange exchange;
    private @Nullable ChannelPromise closeLater;
    private boolean left;
    private boolean discarding;

    /** What becomes of a connection that leaves the lane. */
    interface Exit {
        /** Prepares it for the ordinary way; {@code tried} is its first request, if that was tried in the lane. */
        void prepare(@Nullable Unanswered tried);
    }

    ClientSide(FastLane lane, Channel channel, Peer peer, Exit exit) {
        this.lane = lane;
        this.channel = channel;
        this.peer = peer;
        this.exit = exit;
        entrance = new Entrance(lane, peer);
        output = new ClientOutput(lane, channel);
        patience = new ClientPatience(channel, lane.limits(), () -> Closing.now(context()), () -> {});
    }

    Channel channel() {
        return channel;
    }

    Peer peer() {
        return peer;
    }

    /** What has come and is not used yet. */
    HeldBytes held() {
        return held;
    }

    ClientOutput output() {
        return output;
    }

    boolean leaving() {
        return closeLater != null || lane.leaving();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        output.begin(ctx);
        HalfClosed.allow(channel);
        patience.waiting(false);
        lane.watch().enter(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        left = true;
        patience.end();
        lane.watch().leave(this);
        held.drop();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            ctx.fireChannelRead(message);
        } else if (discarding) {
            bytes.release();
        } else {
            held.add(ctx.alloc(), bytes);
            if (exchange == null) {
                next();
            } else if (exchange.takesBody()) {
                exchange.sendBody();
            }
        }
    }

    /** Vert.x, which has read nothing, need not know. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (held.size() > MOST_HELD) {
            channel.config().setAutoRead(false);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (exchange != null && channel.isWritable()) {
            exchange.clientTakesMore();
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.clientGone();
        }
        discard();
        patience.end();
        ctx.fireChannelInactive();
    }

    /** A client that sends nothing more may be waiting for its answer. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!HalfClosed.concerns(event)) {
            ctx.fireUserEventTriggered(event);
        } else if (HalfClosed.begins(event)) {
            boolean waits = exchange == null ? discarding && !closing.lingers() : exchange.isWhole();
            if (waits) {
                HalfClosed.watch(ctx);
            } else {
                Closing.now(ctx);
            }
        }
    }

    /** Vert.x closes what it takes for idle, when it is told to end: not in the middle of an answer. */
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) throws Exception {
        if (exchange != null && closeLater == null && channel.isActive()) {
            closeLater = promise;
        } else {
            super.close(ctx, promise);
        }
    }

    @Override
    public void check(long now) {
        if (exchange != null) {
            exchange.check(now);
        }
    }

    @Override
    public void cut(Outcome reason) {
        Closing.reset(channel);
    }

    /** Goes on with what is there. */
    private void next() {
        while (exchange == null && !left && held.size() > 0) {
            Admitted admitted = entrance.next(held);
            if (admitted == null) {
                leave(null, Unpooled.EMPTY_BUFFER);
                return;
            }
            patience.busy();
            LaneExchange begun = new LaneExchange(this, lane, admitted);
            exchange = begun;
            begun.start();
        }
    }

    /** No node has answered, which the client is told in the ordinary way. */
    void handOver(Unanswered tried, byte[] head) {
        exchange = null;
        leave(tried, Unpooled.wrappedBuffer(head));
    }

    private void leave(@Nullable Unanswered tried, ByteBuf head) {
        ChannelHandlerContext ctx = context();
        ByteBuf rest = held.size() > 0 ? held.take(held.size()) : Unpooled.EMPTY_BUFFER;
        output.flush();
        exit.prepare(tried);
        ctx.pipeline().remove(this);
        if (head.isReadable()) {
            ctx.fireChannelRead(head);
        }
        if (rest.isReadable()) {
            ctx.fireChannelRead(rest);
        }
        ctx.fireChannelReadComplete();
        channel.config().setAutoRead(true);
        if (closeLater != null) {
            Future<?> unused = ctx.close(closeLater);
        }
    }

    /** A request is over, and its answer is with the connection, or cannot be. */
    void over(@Nullable Outcome why, boolean requestRead, boolean closes) {
        exchange = null;
        if (why == Outcome.CLIENT_GONE) {
            Closing.reset(channel);
        } else if (why != null || !requestRead || closes || closeLater != null) {
            end(why == null && !requestRead);
        } else {
            patience.waiting(false);
            next();
            if (exchange == null && !left && HalfClosed.is(channel)) {
                end(false);
            } else {
                readsOn();
            }
        }
    }

    /** There is nobody any more. */
    void gone() {
        exchange = null;
    }

    private void end(boolean unwantedToCome) {
        ChannelHandlerContext ctx = context();
        boolean lingers = !HalfClosed.is(channel) && (unwantedToCome || held.size() > 0);
        ChannelPromise promise = closeLater != null ? closeLater : ctx.newPromise();
        discard();
        patience.waiting(false);
        if (lingers && channel.isActive()) {
            closing.linger(ctx, promise);
        } else {
            Closing.whenFlushed(ctx, promise);
        }
    }

    private void discard() {
        discarding = true;
        held.drop();
    }

    /** Reads on, unless too much is waiting already. */
    void readsOn() {
        if (!left && held.size() <= MOST_HELD) {
            channel.config().setAutoRead(true);
        }
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context);
    }
}
