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
    private final ClientPatience patience;
    private final HeldBytes held = new HeldBytes();
    private final ReadHold reading;
    private final Ending ending;

    private @Nullable ChannelHandlerContext context;
    private @Nullable Onward onward;
    private Stage stage = Stage.HEAD;
    private Turn turn = Turn.NONE;
    private boolean advancing;

    RequestIntake(Http1xServerConnection connection, WireLimits limits) {
        this.connection = connection;
        scanner = new HeadScanner(limits);
        patience = new ClientPatience(connection.channel(), limits, () -> Closing.now(context()), this::headTooLate);
        reading = new ReadHold(connection.channel());
        ending = new Ending(connection);
    }

    /** The request under way, or the last one. */
    Turn turn() {
        return turn;
    }

    ChannelHandlerContext context() {
        return requireNonNull(context);
    }

    private Onward onward() {
        return requireNonNull(onward);
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
        HalfClosed.forbid(connection.channel());
        if (held.size() > 0) {
            onward().pass(held.take(held.size()));
        }
        reading.goOnIfFew(0);
        onward().complete();
        if (ending.clientEnded()) {
            ending.soon();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        onward = new Onward(ctx);
        HalfClosed.allow(ctx.channel());
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
            onward().pass(message);
        } else if (stage == Stage.DISCARD) {
            ending.unwantedCame(true);
            bytes.release();
        } else {
            held.add(ctx.alloc(), bytes);
            advance();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        onward().complete();
        reading.stopIfTooMuch(held.size());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (stage == Stage.TUNNEL || !HalfClosed.concerns(event)) {
            ctx.fireUserEventTriggered(event);
        } else if (HalfClosed.begins(event) && ending.clientEnds(ctx, mayBeServed()) && stage == Stage.HEAD) {
            goOn(); // What is held may be whole requests, whose turn is now.
        }
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
        if (ending.lingers(ctx, promise, held.size() > 0 || stage == Stage.BODY)) {
            discard();
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
            waitForHead();
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
        onward().pass(held.take(length));
        if (stage == Stage.ANSWER && turn.answerEnded()) {
            next();
        }
        return true;
    }

    /** Request and answer are through. */
    private void next() {
        if (turn.last()) {
            discardRest(held.size() > 0);
            ending.soon(); // Vert.x does so only where close is the one option named.
            return;
        }
        stage = Stage.HEAD;
        if (held.size() == 0) {
            waitForHead();
        } else if (!advancing) {
            context().executor().execute(this::goOn);
        }
    }

    private void waitForHead() {
        if (ending.clientEnded()) {
            discardRest(false);
            ending.soon();
        } else {
            patience.waiting(held.size() > 0);
        }
    }

    /** Whether the client has asked for something that it has not got yet, and that nothing is missing for. */
    private boolean mayBeServed() {
        return stage == Stage.ANSWER || stage == Stage.DISCARD || (stage == Stage.HEAD && held.size() > 0);
    }

    private void goOn() {
        advance();
        reading.goOnIfFew(held.size());
        onward().complete();
    }

    private void headTooLate() {
        refuse(new Refusal(ApiError.REQUEST_TIMEOUT));
        onward().complete();
    }

    private void refuse(Refusal refusal) {
        if (stage == Stage.HEAD) {
            DefaultHttpRequest failed = RefusedHead.of(refusal, held.all());
            discardRest(true);
            onward().fail(failed);
        } else {
            discardRest(true);
            ending.breakOff(refusal, turn);
        }
    }

    /** There is one answer left to write, or to be read by the client. */
    private void discardRest(boolean unwanted) {
        ending.unwantedCame(unwanted);
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
