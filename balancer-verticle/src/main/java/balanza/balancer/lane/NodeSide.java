package balanza.balancer.lane;

import balanza.balancer.wire.AwaitedAnswer;
import balanza.balancer.wire.DataTable;
import balanza.balancer.wire.DeafNode;
import balanza.balancer.wire.FieldTable;
import balanza.balancer.wire.Look;
import balanza.balancer.wire.MalformedAnswer;
import balanza.balancer.wire.RequestWatch;
import balanza.contract.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection to a node: one request at a time, kept for the next if nothing is left over of the last. */
final class NodeSide extends ChannelInboundHandlerAdapter implements Flushing.Output {
    /** An event loop that has been round since has told of whatever came; so often it is round, unless it is held up. */
    private static final long TOLD_BY_NOW_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Channel channel;
    private final NodePool pool;
    private final RequestWatch request;
    private final FieldTable fields = new FieldTable();
    private final DataTable data = new DataTable();

    private @Nullable LaneAttempt attempt;
    private @Nullable AwaitedAnswer answer;
    private boolean bodyless;
    private boolean spoiled;
    private boolean unflushed;
    private long idleSince;

    NodeSide(Channel channel, NodePool pool, RequestWatch request) {
        this.channel = channel;
        this.pool = pool;
        this.request = request;
    }

    /**
     * Whether a request can be sent on it: the node has neither closed it nor sent anything that nobody asked for. What may have
     * come since the event loop was last told is looked for, at the price of a system call, unless the node is trusted, the
     * connection was in use a moment ago, and the last answer was one of those that nodes get right.
     *
     * @param trusted whether no look will do, as the node keeps what it does not say it closes, and the request could be repeated
     */
    boolean isQuiet(boolean trusted) {
        if (spoiled || !channel.isActive()) {
            return false;
        }
        boolean told = trusted && !bodyless && System.nanoTime() - idleSince < TOLD_BY_NOW_NANOS;
        return told || (Look.isQuiet(channel) && !spoiled);
    }

    /** Since when nobody uses it, as {@link System#nanoTime}. */
    long idleSince() {
        return idleSince;
    }

    /** What is written next is the request of {@code next}, and what comes next is its answer. */
    void begin(LaneAttempt next) {
        attempt = next;
        answer = new AwaitedAnswer(next.method(), false, next, fields, data);
        request.begin();
    }

    /** Whether the node may have seen anything of the request. */
    boolean touched() {
        return request.touched();
    }

    /** Whether it had served another request before this one. */
    boolean used() {
        return request.used();
    }

    boolean writable() {
        return channel.isWritable();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What fails comes as an exception.
    void write(ByteBuf bytes) {
        channel.write(bytes, channel.voidPromise());
    }

    /** Hands over what was written, now or soon. */
    void send() {
        if (!unflushed) {
            unflushed = true;
            pool.flushing().request(this);
        }
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public void flush() {
        unflushed = false;
        channel.flush();
    }

    /** Whether more of the answer is wanted now. */
    void reads(boolean on) {
        channel.config().setAutoRead(on);
    }

    /** It is not needed after all, and nothing was sent on it. */
    void giveBack() {
        idleSince = System.nanoTime();
        pool.keep(this);
    }

    /**
     * Ends it at once; who used it has been told, or knows. On io_uring a connection that is closed while it is read is not told
     * that this was all.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // A connection that cannot be closed is closed.
    void cut() {
        attempt = null;
        spoiled = true;
        release();
        request.stop();
        channel.close();
        pool.flushing().readThrough(channel);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        LaneAttempt current = attempt;
        AwaitedAnswer due = answer;
        if (!(message instanceof ByteBuf in)) {
            ReferenceCountUtil.release(message);
            return;
        }
        request.reading(true);
        if (current == null || due == null || !request.touched()) {
            in.release();
            unasked(current);
            return;
        }
        try {
            due.read(in, ctx.alloc(), good -> current.relay(good, due, fields, data));
        } catch (MalformedAnswer e) {
            fail(Outcome.MALFORMED);
            return;
        }
        if (due.whole()) {
            whole(current, due);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        request.reading(false);
        pool.flushing().readThrough(channel);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (attempt != null && channel.isWritable()) {
            attempt.nodeTakesMore();
        }
    }

    /** The node will send nothing more. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof ChannelInputShutdownEvent)) {
            return;
        }
        spoiled = true;
        LaneAttempt current = attempt;
        AwaitedAnswer due = answer;
        if (current != null && due != null && due.endsWithConnection() && !DeafNode.is(channel)) {
            due.end();
            current.relayEnd();
            whole(current, due);
        } else {
            fail(Outcome.RESET);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (channel.isActive() && DeafNode.is(channel)) {
            spoiled = true; // Its answer may be here; its end will be.
        } else {
            fail(Outcome.RESET);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        pool.gone(this);
        fail(Outcome.RESET);
    }

    /** Bytes came that belong to no request. */
    private void unasked(@Nullable LaneAttempt current) {
        if (current == null) {
            cut();
        } else {
            fail(Outcome.MALFORMED);
        }
    }

    private void whole(LaneAttempt current, AwaitedAnswer due) {
        attempt = null;
        answer = null;
        bodyless = current.bodyless();
        current.answered();
        if (spoiled || due.last() || !current.sent() || !pool.keepsNext()) {
            cut();
        } else {
            channel.config().setAutoRead(true);
            idleSince = System.nanoTime();
            pool.keep(this);
        }
    }

    private void fail(Outcome why) {
        LaneAttempt current = attempt;
        cut();
        if (current != null) {
            pool.lost(request.used());
            current.nodeFailed(why);
        }
    }

    private void release() {
        if (answer != null) {
            answer.release();
            answer = null;
        }
    }
}
