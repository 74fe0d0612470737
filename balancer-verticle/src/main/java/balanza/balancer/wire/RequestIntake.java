package balanza.balancer.wire;

import static java.util.Objects.requireNonNull;

import balanza.contract.ApiError;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.vertx.core.http.impl.Http1xServerConnection;
import org.jspecify.annotations.Nullable;

/**
 * Lets a client's bytes through to the decoder, one judged request at a time: a whole head, then exactly its body, and the
 * next head when the answer is through. What it refuses never gets there, nor does anything after it.
 */
final class RequestIntake extends ChannelDuplexHandler {
    static final String DECODER = "httpDecoder";

    private enum Stage {
        HEAD,
        BODY,
        ANSWER,
        DISCARD,
        TUNNEL
    }

    private final Http1xServerConnection connection;
    private final HeadScanner scanner;
    private final Patience patience;
    private final HeldBytes held = new HeldBytes();
    private final ReadHold reading;
    private final Closing closing = new Closing();

    private @Nullable ChannelHandlerContext context;
    private Stage stage = Stage.HEAD;
    private Turn turn = Turn.NONE;
    private boolean advancing;
    private boolean passed;
    private boolean unwantedCame;

    RequestIntake(Http1xServerConnection connection, WireLimits limits) {
        this.connection = connection;
        scanner = new HeadScanner(limits);
        patience = new Patience(connection.channel(), limits, () -> Closing.now(context()), this::headTooLate);
        reading = new ReadHold(connection.channel());
    }

    /** The request under way, or the last one. */
    Turn turn() {
        return turn;
    }

    ChannelHandlerContext context() {
        return requireNonNull(context);
    }

    void answerEnds() {
        turn.answerEnds();
        if (stage == Stage.ANSWER) {
            next();
        }
    }

    void tunnel() {
        stage = Stage.TUNNEL;
        patience.end();
        if (held.size() > 0) {
            pass(held.size());
        }
        reading.goOnIfFew(0);
        complete();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        patience.waiting(false);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        discard();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        discard();
        ctx.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (stage == Stage.TUNNEL || !(message instanceof ByteBuf bytes)) {
            passed = true;
            ctx.fireChannelRead(message);
        } else if (stage == Stage.DISCARD) {
            unwantedCame = true;
            bytes.release();
        } else {
            held.add(ctx.alloc(), bytes);
            advance();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        complete();
        reading.stopIfTooMuch(held.size());
    }

    /** The decoder asks for more whenever it could make nothing of what it got. */
    @Override
    public void read(ChannelHandlerContext ctx) {
        if (!reading.held()) {
            ctx.read();
        }
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) throws Exception {
        boolean mayBeSending = unwantedCame || held.size() > 0 || stage == Stage.BODY;
        if (mayBeSending && ctx.channel().isActive()) {
            discard();
            closing.linger(ctx, promise);
        } else {
            super.close(ctx, promise);
        }
    }

    private void advance() {
        advancing = true;
        try {
            while (held.size() > 0 && step()) {
                // Each step takes some of it.
            }
        } catch (Refusal refusal) {
            refuse(refusal);
        } finally {
            advancing = false;
        }
        if (stage == Stage.HEAD) {
            patience.waiting(held.size() > 0);
        }
    }

    /** @return whether there may be more to do */
    private boolean step() throws Refusal {
        return switch (stage) {
            case HEAD -> head();
            case BODY -> body(turn.bodyIn(held.all()));
            case ANSWER, DISCARD, TUNNEL -> false;
        };
    }

    private boolean head() throws Refusal {
        RequestHead head = scanner.scan(held.all());
        if (head == null) {
            return false;
        }
        patience.busy();
        turn = new Turn(head);
        return body(head.length());
    }

    private boolean body(int length) {
        stage = turn.whole() ? Stage.ANSWER : Stage.BODY;
        pass(length);
        if (stage == Stage.ANSWER && turn.answerEnded()) {
            next();
        }
        return true;
    }

    /** Request and answer are through. */
    private void next() {
        if (turn.last()) {
            discardRest(held.size() > 0);
            context().executor().execute(connection::close); // Vert.x does so only where close is the one option named.
            return;
        }
        stage = Stage.HEAD;
        if (held.size() == 0) {
            patience.waiting(false);
        } else if (!advancing) {
            context().executor().execute(this::goOn);
        }
    }

    private void goOn() {
        advance();
        reading.goOnIfFew(held.size());
        complete();
    }

    private void headTooLate() {
        refuse(new Refusal(ApiError.REQUEST_TIMEOUT));
        complete();
    }

    private void refuse(Refusal refusal) {
        if (stage == Stage.HEAD) {
            DefaultHttpRequest failed = RefusedHead.of(refusal, held.all());
            discardRest(true);
            passed = true;
            context().pipeline().context(DECODER).fireChannelRead(failed);
        } else {
            discardRest(true);
            breakOff(refusal);
        }
    }

    /** The body under way cannot be read on: whoever reads it must not take it for whole. */
    private void breakOff(Refusal refusal) {
        turn.broken(refusal, connection.context());
        connection.handleException(refusal);
        if (turn.answerBegun() && !turn.answerEnded()) {
            Closing.reset(context().channel());
        } else {
            connection.close();
        }
    }

    private void pass(int length) {
        passed = true;
        context().fireChannelRead(held.take(length));
    }

    /** Vert.x flushes, and looks at how much it has to do, when it hears that a round of reading is over. */
    private void complete() {
        if (passed) {
            passed = false;
            context().fireChannelReadComplete();
        }
    }

    /** There is one answer left to write, or to be read by the client. */
    private void discardRest(boolean unwanted) {
        unwantedCame = unwanted;
        stage = Stage.DISCARD;
        held.drop();
        patience.waiting(false);
    }

    private void discard() {
        stage = Stage.DISCARD;
        held.drop();
        patience.end();
    }
}
