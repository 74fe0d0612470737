package balanza.balancer.lane;

import balanza.balancer.forward.Failures;
import balanza.balancer.forward.Patience;
import balanza.balancer.forward.RetryRule;
import balanza.balancer.lane.NodePool.Waiting;
import balanza.balancer.routing.Cancelled;
import balanza.balancer.routing.Pick.Taken;
import balanza.balancer.routing.Target;
import balanza.balancer.wire.AwaitedAnswer;
import balanza.balancer.wire.DataTable;
import balanza.balancer.wire.FieldTable;
import balanza.balancer.wire.Interim;
import balanza.balancer.wire.InterimHead;
import balanza.contract.Outcome;
import io.netty.buffer.ByteBuf;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/**
 * One try of a request at the node that was taken for it: the request's way there, and the answer up to where it is handed
 * to the {@link LaneExchange}. Stays on one event loop.
 */
final class LaneAttempt implements Waiting, Cancelled, Interim {
    private final LaneExchange exchange;
    private final ClientSide client;
    private final FastLane lane;
    private final PlainRequest request;
    private final Taken taken;
    private final Target target;
    private final Patience patience;
    private final RequestBody body;
    private final long begun;

    private @Nullable ByteBuf head;
    private @Nullable NodeSide node;
    private boolean over;

    /** @param begun as {@link System#nanoTime} */
    LaneAttempt(
            LaneExchange exchange,
            ClientSide client,
            FastLane lane,
            PlainRequest request,
            Taken taken,
            Patience patience,
            long begun) {
        this.exchange = exchange;
        this.client = client;
        this.lane = lane;
        this.request = request;
        this.taken = taken;
        this.target = taken.target();
        this.patience = patience;
        this.begun = begun;
        body = new RequestBody(request.length());
    }

    /** Goes for a connection to the node. */
    void start() {
        target.waiting(this);
        head = lane.nodeHead()
                .of(
                        request,
                        target.endpoint().toString(),
                        client.peer(),
                        exchange.id(),
                        client.output().memory());
        lane.pools().connect(target, client.channel(), (int) patience.connectMs(), this);
    }

    Target target() {
        return target;
    }

    /** A cookie that makes the client stay with the node; {@code null} for none. */
    @Nullable
    String cookie() {
        return taken.cookie();
    }

    /** As {@link System#nanoTime}. */
    long begun() {
        return begun;
    }

    RequestBody body() {
        return body;
    }

    HttpMethod method() {
        return request.method();
    }

    @Override
    public boolean repeatable() {
        return RetryRule.mayRepeatSent(request.method(), request.hasBody());
    }

    @Override
    public void connected(NodeSide connection) {
        ByteBuf written = head;
        if (over || written == null) {
            connection.giveBack();
            return;
        }
        node = connection;
        head = null;
        target.connected();
        connection.begin(this);
        connection.write(written);
        sendBody();
    }

    @Override
    public void notConnected(Throwable why) {
        fail(Failures.connecting(why));
    }

    /** Whether bytes of the client are wanted, as the request's body. */
    boolean takesBody() {
        return node != null && body.left() > 0;
    }

    /** More of the client's bytes are there. */
    void sendBody() {
        if (node != null && body.send(client.held(), node)) {
            exchange.moves();
        }
    }

    /** The node's connection has room again. */
    void nodeTakesMore() {
        if (body.nodeHolds()) {
            exchange.moves();
            sendBody();
            client.readsOn();
        }
    }

    /** An answer before the answer. */
    @Override
    public void answer(int interimStatus, MultiMap headers) {
        if (!over && !exchange.answering()) {
            client.output().write(InterimHead.bytes(interimStatus, headers));
        }
    }

    /**
     * Passes on what came of the answer.
     *
     * @param good is released or passed on
     */
    void relay(ByteBuf good, AwaitedAnswer come, FieldTable fields, DataTable data) {
        if (over) {
            good.release();
        } else {
            exchange.relay(good, come, fields, data);
        }
    }

    /** The answer has ended with its connection. */
    void relayEnd() {
        if (!over) {
            exchange.relayEnd();
        }
    }

    /** Whether more of the answer is wanted now. */
    void reads(boolean on) {
        if (node != null) {
            node.reads(on);
        }
    }

    /** Whether the answer had no body by rule, whatever its head said: some nodes send one all the same. */
    boolean bodyless() {
        return exchange.bodyless();
    }

    /** Whether all of the request has been handed to the node's connection. */
    boolean sent() {
        return body.sent();
    }

    /** The node has said all. */
    void answered() {
        node = null;
        exchange.answered();
    }

    /** The node's side broke off. */
    void nodeFailed(Outcome why) {
        if (exchange.answering()) {
            exchange.over(why);
        } else {
            fail(why);
        }
    }

    /** The node is found down or was ejected; on whatever thread. */
    @Override
    public void cancelled() {
        client.channel()
                .eventLoop()
                .execute(() -> lane.cancel(this, client.channel().eventLoop()));
    }

    /** Ends it, unless the node has begun to answer. */
    void nodeDown() {
        if (!exchange.answering()) {
            fail(Outcome.NODE_DOWN);
        }
    }

    /** Ends it if it has waited for too long for the answer to begin. */
    void check(long now) {
        if (body.sent() && now - body.sentAt() >= patience.answer()) {
            fail(Outcome.RESPONSE_TIMEOUT);
        } else if (node != null && !body.sent() && now - exchange.moved() >= patience.stall()) {
            fail(body.nodeHolds() ? Outcome.RESPONSE_TIMEOUT : Outcome.REQUEST_STALLED);
        }
    }

    /** There will be no answer. */
    void fail(Outcome why) {
        if (over) {
            return;
        }
        boolean mayHaveSeen = node != null && (node.touched() || body.spent());
        boolean kept = node != null && node.used();
        target.notWaiting(this);
        end();
        exchange.failed(why, mayHaveSeen, kept);
    }

    /** Nobody wants anything more of it; what is half said to the node is cut off. */
    void end() {
        over = true;
        if (head != null) {
            head.release();
            head = null;
        }
        if (node != null) {
            node.cut();
            node = null;
        }
    }
}
