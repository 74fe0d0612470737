package balanza.balancer.lane;

import static java.util.Objects.requireNonNull;

import balanza.balancer.forward.Failures;
import balanza.balancer.forward.Patience;
import balanza.balancer.forward.RetryRule;
import balanza.balancer.forward.Served;
import balanza.balancer.forward.Trace;
import balanza.balancer.forward.Tried;
import balanza.balancer.lane.Entrance.Admitted;
import balanza.balancer.lane.NodePool.Waiting;
import balanza.balancer.routing.Cancelled;
import balanza.balancer.routing.Pick.Taken;
import balanza.balancer.routing.Route;
import balanza.balancer.routing.Target;
import balanza.balancer.wire.AnswerHead;
import balanza.balancer.wire.AwaitedAnswer;
import balanza.balancer.wire.DataTable;
import balanza.balancer.wire.FieldTable;
import balanza.balancer.wire.Interim;
import balanza.balancer.wire.InterimHead;
import balanza.contract.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/**
 * One request's way through the lane: to the node that was taken for it, and the answer back. What fails before the answer
 * has begun goes on in the ordinary way. Stays on one event loop.
 */
final class LaneExchange implements Waiting, Cancelled, Interim, GenericFutureListener<Future<Void>> {
    private final ClientSide client;
    private final FastLane lane;
    private final PlainRequest request;
    private final Route route;
    private final Taken taken;
    private final Target target;
    private final Patience patience;
    private final RequestBody body;
    private final String id;
    private final long date = System.currentTimeMillis();
    private final long begun = System.nanoTime();
    private final Trace trace = new Trace(begun);

    private @Nullable ByteBuf head;
    private @Nullable NodeSide node;

    private @Nullable AnswerBytes answer;
    private int status;
    private long latency;
    private long bytes;
    private boolean clientHolds;
    private boolean whole;
    private long moved = begun;
    private boolean over;

    LaneExchange(ClientSide client, FastLane lane, Admitted admitted) {
        this.client = client;
        this.lane = lane;
        request = admitted.request();
        route = admitted.route();
        taken = admitted.taken();
        target = taken.target();
        patience = lane.patience(route);
        id = lane.nextId();
        body = new RequestBody(request.length());
    }

    /** Goes for a connection to the node. */
    void start() {
        lane.begins();
        target.waiting(this);
        head = lane.nodeHead()
                .of(
                        request,
                        target.endpoint().toString(),
                        client.peer(),
                        id,
                        client.output().memory());
        lane.pools().connect(target, client.channel(), (int) patience.connectMs(), this);
    }

    HttpMethod method() {
        return request.method();
    }

    @Override
    public boolean repeatable() {
        return RetryRule.mayRepeatSent(request.method(), request.length() > 0);
    }

    /** Whether the answer had no body by rule, whatever its head said: some nodes send one all the same. */
    boolean bodyless() {
        return method().equals(HttpMethod.HEAD) || status == 204 || status == 304;
    }

    /** Whether all of the request has been handed to the node's connection. */
    boolean sent() {
        return body.sent();
    }

    /** Whether bytes of the client are wanted, as the request's body. */
    boolean takesBody() {
        return node != null && body.left() > 0;
    }

    /** Whether all of the request has come. */
    boolean isWhole() {
        return body.left() <= client.held().size();
    }

    /** Whether the connection ends with the answer. */
    boolean closes() {
        return request.closes() || client.leaving();
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

    /** More of the client's bytes are there. */
    void sendBody() {
        if (node != null && body.send(client.held(), node)) {
            moved = System.nanoTime();
        }
    }

    /** The node's connection has room again. */
    void nodeTakesMore() {
        if (body.nodeHolds()) {
            moved = System.nanoTime();
            sendBody();
            client.readsOn();
        }
    }

    /** An answer before the answer. */
    @Override
    public void answer(int interimStatus, MultiMap headers) {
        if (answer == null && !over) {
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
            return;
        }
        AnswerBytes to = answer;
        moved = System.nanoTime();
        if (to == null) {
            AnswerHead facts = requireNonNull(come.head());
            begins(facts);
            to = new AnswerBytes(client.output(), lane.clientHead(), this, facts, method());
            answer = to;
            to.begin(good, fields, data, taken.cookie(), come.whole());
        } else {
            to.more(good, data, come.whole());
        }
        bytes += data.bytes();
        if (!come.whole() && !client.output().writable()) {
            clientHolds = true;
            requireNonNull(node).reads(false);
            client.output().flush(); // A transport need not tell of the end of a reading that was called off.
        }
    }

    /** The answer has ended with its connection. */
    void relayEnd() {
        if (!over && answer != null) {
            answer.end();
        }
    }

    private void begins(AnswerHead facts) {
        target.notWaiting(this);
        status = facts.status();
        latency = moved - begun;
        trace.answered(target, begun, moved, status);
    }

    /** The node has said all. */
    void answered() {
        whole = true;
        node = null;
    }

    /** The client's connection has room again. */
    void clientTakesMore() {
        if (clientHolds) {
            clientHolds = false;
            moved = System.nanoTime();
            if (node != null) {
                node.reads(true);
            }
        }
    }

    /** The answer's last byte has been handed to the client's connection, or cannot be. */
    @Override
    public void operationComplete(Future<Void> written) {
        over(written.isSuccess() ? null : Outcome.CLIENT_GONE);
    }

    /** The node's side broke off. */
    void nodeFailed(Outcome why) {
        if (answer == null) {
            fail(why);
        } else {
            over(why);
        }
    }

    void clientGone() {
        if (answer == null) {
            fail(Outcome.CLIENT_GONE);
        } else {
            over(Outcome.CLIENT_GONE);
        }
    }

    /** The node is found down or was ejected; on whatever thread. */
    @Override
    public void cancelled() {
        client.channel()
                .eventLoop()
                .execute(() -> lane.cancel(this, client.channel().eventLoop()));
    }

    /** Goes elsewhere, unless the node has begun to answer. */
    void nodeDown() {
        if (answer == null) {
            fail(Outcome.NODE_DOWN);
        }
    }

    /** Ends it if it has waited for too long. */
    void check(long now) {
        if (answer != null) {
            if (now - moved >= patience.stall()) {
                over(whole || clientHolds ? Outcome.CLIENT_GONE : Outcome.RESPONSE_STALLED);
            }
        } else if (body.sent() && now - body.sentAt() >= patience.answer()) {
            fail(Outcome.RESPONSE_TIMEOUT);
        } else if (node != null && !body.sent() && now - moved >= patience.stall()) {
            fail(body.nodeHolds() ? Outcome.RESPONSE_TIMEOUT : Outcome.REQUEST_STALLED);
        }
    }

    /** There is no answer: what can still be done is not the lane's to do. */
    private void fail(Outcome why) {
        if (over) {
            return;
        }
        over = true;
        boolean mayHaveSeen = node != null && (node.touched() || body.spent());
        target.notWaiting(this);
        trace.failed(target, begun, why);
        Failures.tell(target, why);
        drop();
        lane.ends();
        if (why == Outcome.CLIENT_GONE) {
            target.end();
            log(trace.gone());
            client.gone();
            return;
        }
        Tried tried = new Tried(route, target, trace, why, mayHaveSeen, body.spent(), id, date, begun);
        client.handOver(tried, body.spent() ? request.headFor(body.left()) : request.head());
    }

    private void over(@Nullable Outcome why) {
        if (over) {
            return;
        }
        over = true;
        if (why == Outcome.RESET || why == Outcome.MALFORMED || why == Outcome.RESPONSE_STALLED) {
            target.failed();
        } else {
            target.answered(latency, status);
        }
        drop();
        target.end();
        lane.ends();
        log(trace.over(bytes, why));
        client.over(why, body.sent(), closes());
    }

    private void drop() {
        if (head != null) {
            head.release();
            head = null;
        }
        if (node != null) {
            node.cut();
            node = null;
        }
    }

    private void log(Served served) {
        lane.journal().add(route.app(), served.record(request.method().name(), request.path(), id, date, begun));
    }
}
