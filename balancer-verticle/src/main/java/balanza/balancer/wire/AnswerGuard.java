package balanza.balancer.wire;

import balanza.balancer.wire.AnswerEnd.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a node's connection and Vert.x's decoder, and is the authority on where an answer ends. It belongs to the
 * connection's event loop.
 *
 * <p>The connection is told to outlive the node's end of it ({@code ALLOW_HALF_CLOSURE}): so that the end is a fact of its
 * own, not to be taken for a reset, and because Vert.x drops what a slow client has not fetched when a connection is gone.
 */
public final class AnswerGuard extends ChannelInboundHandlerAdapter {
    private static final AttributeKey<AnswerGuard> KEY = AttributeKey.valueOf(AnswerGuard.class, "guard");
    private static final String DECODER = "codec";

    private final Channel channel;
    private final boolean tls;
    private final RequestWatch request = new RequestWatch();
    private final FieldTable fields = new FieldTable();
    private final DataTable data = new DataTable();

    private @Nullable AwaitedAnswer answer;
    private @Nullable String malformed;

    /** The connection is closed when the answer is through. */
    private boolean spoiled;

    /** Nothing passes any more, in either direction. */
    private boolean failed;

    private AnswerGuard(Channel channel, boolean tls) {
        this.channel = channel;
        this.tls = tls;
    }

    /** Puts a guard on a connection that was just made; it is HTTP/1. */
    public static void install(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        ChannelPipeline pipeline = channel.pipeline();
        AnswerGuard guard = new AnswerGuard(channel, pipeline.get(SslHandler.class) != null);
        pipeline.addBefore(DECODER, "request-watch", guard.request);
        pipeline.addBefore(DECODER, "answer-guard", guard);
        pipeline.addAfter(DECODER, "answer-end", new AnswerEnd(guard));
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        DeafNode.allow(channel);
        channel.attr(KEY).set(guard);
    }

    /** The guard of a connection, on which one was put. */
    public static AnswerGuard of(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        return Objects.requireNonNull(channel.attr(KEY).get(), "no guard was put on this connection");
    }

    /**
     * A request is about to be written; what comes next is its answer.
     *
     * @param upgrade whether 101 is a possible answer
     */
    public void begin(HttpMethod method, boolean upgrade, Interim interim) {
        if (answer != null && request.touched()) {
            throw new IllegalStateException("The answer to another request is still to come");
        }
        answer = new AwaitedAnswer(method, upgrade, interim, fields, data);
        request.begin();
        malformed = null;
    }

    /** Whether the connection can still be used. */
    public boolean open() {
        return !spoiled && !failed && channel.isActive();
    }

    /**
     * Whether a request can be sent on it: the node has neither closed it nor sent anything that nobody asked for, since it was
     * used last. Costs a system call, as the event loop may not have been told yet. If it cannot, it is closed.
     */
    public boolean isQuiet() {
        if (open() && request.mayHaveAged() && !Look.isQuiet(channel)) {
            cut();
        }
        return open();
    }

    /** Whether anything of the request that was begun last has been handed to the socket. */
    public boolean touched() {
        return request.touched();
    }

    /** Whether the connection had served another request before the one that was begun last. */
    public boolean used() {
        return request.used();
    }

    /** What was wrong with the answer, for people; {@code null} if nothing was, or if it only was cut short. */
    public @Nullable String malformed() {
        return malformed;
    }

    /**
     * Gives the request up: closes the connection at once. Vert.x's own close and reset wait behind all that is still to be
     * written, for ever if the node does not read.
     */
    public void cut() {
        failed = true;
        request.stop();
        if (answer != null) {
            answer.release();
        }
        close();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        AwaitedAnswer due = answer;
        if (!(message instanceof ByteBuf in) || (due != null && due.tunnel())) {
            ctx.fireChannelRead(message);
            return;
        }
        request.reading(true);
        if (failed || due == null || due.whole() || !request.touched()) {
            in.release();
            refuse(due);
            return;
        }
        try {
            due.read(in, ctx.alloc(), ctx::fireChannelRead);
        } catch (MalformedAnswer e) {
            fail(e);
            return;
        }
        if (due.whole() && !due.decoded() && !failed) {
            fail(new MalformedAnswer("The decoder does not see its end"));
        }
        if (due.tunnel()) {
            channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
            DeafNode.forbid(channel);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        request.reading(false);
        ctx.fireChannelReadComplete();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (answer != null && answer.tunnel()) {
            ctx.fireUserEventTriggered(event);
        } else if (event instanceof ChannelInputShutdownEvent) {
            ended(ctx, !tls); // Anybody can send a FIN in the middle of TLS.
        } else if (event == SslCloseCompletionEvent.SUCCESS) {
            ended(ctx, true);
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (answer != null && answer.whole()) {
            spoiled = true; // What comes after the answer is not its trouble; Vert.x may not have passed it on yet.
            return;
        }
        if (answer != null && !answer.tunnel() && channel.isActive() && DeafNode.is(channel)) {
            spoiled = true; // Its answer may be here; its end will be.
            return;
        }
        if (answer == null || !answer.tunnel()) {
            cut();
        }
        ctx.fireExceptionCaught(cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (answer != null) {
            answer.release();
        }
        ctx.fireChannelInactive();
    }

    /** What becomes of something that was decoded. */
    Verdict verdict(Object decoded) {
        AwaitedAnswer due = answer;
        if (failed) {
            return Verdict.DROP;
        }
        if (due != null && due.tunnel()) {
            return Verdict.PASS;
        }
        if (AnswerEnd.isComplaint(decoded)) {
            fail(new MalformedAnswer("The decoder takes it for malformed"));
            return Verdict.DROP;
        }
        if (!(decoded instanceof LastHttpContent)) {
            return Verdict.PASS;
        }
        if (due == null || !due.whole()) {
            return Verdict.DROP;
        }
        due.sawDecoded();
        return Verdict.END;
    }

    /** Vert.x has taken the end of the answer, and will give the connection back to its pool in a moment. */
    void taken() {
        AwaitedAnswer through = answer;
        answer = null;
        if (spoiled || (through != null && through.last())) {
            close();
        }
    }

    /** Bytes came that belong to no request. */
    private void refuse(@Nullable AwaitedAnswer due) {
        if (due != null && due.whole()) {
            spoiled = true;
        } else if (!failed) {
            fail(new MalformedAnswer("The node sent something before it was asked"));
        }
    }

    /** The node will send nothing more. */
    private void ended(ChannelHandlerContext ctx, boolean orderly) {
        AwaitedAnswer due = answer;
        spoiled = true;
        if (due == null || !due.whole()) {
            if (due == null || !orderly || DeafNode.is(channel) || !due.endsWithConnection()) {
                cut();
                return;
            }
            due.end();
            ctx.fireUserEventTriggered(
                    ChannelInputShutdownEvent.INSTANCE); // Which is the decoder's sign to end the answer.
        }
    }

    private void fail(MalformedAnswer why) {
        malformed = why.getMessage();
        cut();
        ChannelHandlerContext ctx = channel.pipeline().context(this);
        if (ctx != null) {
            ctx.fireExceptionCaught(why);
        }
    }

    /**
     * Vert.x's close takes the connection out of the pool before anything else; the other close is not kept waiting. That it
     * is closed is told later, when whoever reads now is through.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // A connection that cannot be closed is closed.
    private void close() {
        spoiled = true;
        channel.close();
        ChannelHandlerContext ctx = channel.pipeline().context(this);
        if (ctx != null) {
            ctx.close();
        }
    }
}
