package balanza.balancer.lane;

import static java.util.Objects.requireNonNull;

import balanza.balancer.forward.AttemptFailed;
import balanza.balancer.forward.Failures;
import balanza.balancer.forward.Patience;
import balanza.balancer.forward.SecondAttempt;
import balanza.balancer.forward.Served;
import balanza.balancer.forward.Trace;
import balanza.balancer.forward.Unanswered;
import balanza.balancer.lane.Entrance.Admitted;
import balanza.balancer.routing.Pick.Taken;
import balanza.balancer.routing.Route;
import balanza.balancer.routing.Target;
import balanza.balancer.wire.AnswerHead;
import balanza.balancer.wire.AwaitedAnswer;
import balanza.balancer.wire.DataTable;
import balanza.balancer.wire.FieldTable;
import balanza.contract.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/**
 * One request's way through the lane: to the node that was taken for it, perhaps to another, and the answer back. If there is
 * none, the client is told so in the ordinary way. Stays on one event loop.
 */
final class LaneExchange implements GenericFutureListener<Future<Void>> {
    private final ClientSide client;
    private final FastLane lane;
    private final PlainRequest request;
    private final Route route;
    private final Patience patience;
    private final String id;
    private final long date = System.currentTimeMillis();
    private final long begun = System.nanoTime();
    private final Trace trace = new Trace(begun);

    private LaneAttempt attempt;
    private boolean repeated;

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
        patience = lane.patience(route);
        id = lane.nextId();
        attempt = attempt(admitted.taken(), begun);
    }

    private LaneAttempt attempt(Taken taken, long since) {
        return new LaneAttempt(this, client, lane, request, taken, patience, since);
    }

    /** Goes to the node. */
    void start() {
        lane.begins();
        attempt.start();
    }

    String id() {
        return id;
    }

    private HttpMethod method() {
        return request.method();
    }

    /** Whether the answer had no body by rule. */
    boolean bodyless() {
        return method().equals(HttpMethod.HEAD) || status == 204 || status == 304;
    }

    /** Whether bytes of the client are wanted, as the request's body. */
    boolean takesBody() {
        return attempt.takesBody();
    }

    /** More of the client's bytes are there. */
    void sendBody() {
        attempt.sendBody();
    }

    /** Whether all of the request has come. */
    boolean isWhole() {
        return attempt.body().left() <= client.held().size();
    }

    /** Whether the connection ends with the answer. */
    boolean closes() {
        return request.closes() || client.leaving();
    }

    /** Something has gone on just now. */
    void moves() {
        moved = System.nanoTime();
    }

    /** When something went on last, as {@link System#nanoTime}. */
    long moved() {
        return moved;
    }

    /** Whether an answer has begun. */
    boolean answering() {
        return answer != null;
    }

    /** Passes on what came of the answer; {@code good} is released or passed on. */
    void relay(ByteBuf good, AwaitedAnswer come, FieldTable fields, DataTable data) {
        AnswerBytes to = answer;
        moves();
        if (to == null) {
            AnswerHead facts = requireNonNull(come.head());
            begins(facts);
            to = new AnswerBytes(client.output(), lane.clientHead(), this, facts, method());
            answer = to;
            to.begin(good, fields, data, attempt.cookie(), come.whole());
        } else {
            to.more(good, data, come.whole());
        }
        bytes += data.bytes();
        if (!come.whole() && !client.output().writable()) {
            clientHolds = true;
            attempt.reads(false);
            client.output().flush(); // A transport need not tell of the end of a reading that was called off.
        }
    }

    private void begins(AnswerHead facts) {
        attempt.target().notWaiting(attempt);
        status = facts.status();
        latency = moved - attempt.begun();
        trace.answered(attempt.target(), attempt.begun(), moved, status);
    }

    /** The answer has ended with its connection. */
    void relayEnd() {
        if (answer != null) {
            answer.end();
        }
    }

    /** The node has said all. */
    void answered() {
        whole = true;
    }

    /** The client's connection has room again. */
    void clientTakesMore() {
        if (clientHolds) {
            clientHolds = false;
            moves();
            attempt.reads(true);
        }
    }

    /** The answer's last byte has been handed to the client's connection, or cannot be. */
    @Override
    public void operationComplete(Future<Void> written) {
        over(written.isSuccess() ? null : Outcome.CLIENT_GONE);
    }

    void clientGone() {
        if (answering()) {
            over(Outcome.CLIENT_GONE);
        } else {
            attempt.fail(Outcome.CLIENT_GONE);
        }
    }

    /** Ends what has waited for too long. */
    void check(long now) {
        if (!answering()) {
            attempt.check(now);
        } else if (now - moved >= patience.stall()) {
            over(whole || clientHolds ? Outcome.CLIENT_GONE : Outcome.RESPONSE_STALLED);
        }
    }

    /**
     * The attempt has ended without an answer: goes to another node, if that is allowed.
     *
     * @param sent whether the node may have seen anything of the request
     * @param kept whether the connection had served another request before
     */
    void failed(Outcome why, boolean sent, boolean kept) {
        Target target = attempt.target();
        trace.failed(target, attempt.begun(), why);
        Failures.tell(target, why, kept);
        AttemptFailed failure = AttemptFailed.of(why, sent);
        SecondAttempt second = repeated ? SecondAttempt.NONE : SecondAttempt.after(failure, target, route, request);
        target.end();
        if (second.node() != null) {
            repeated = true;
            moves();
            attempt = attempt(second.node(), moved);
            attempt.start();
        } else {
            unanswered(trace.failed(failure, request, second.overBudget()));
        }
    }

    private void unanswered(Served served) {
        over = true;
        lane.ends();
        RequestBody body = attempt.body();
        if (served.refusal() == null) {
            log(served);
            client.gone();
        } else {
            client.handOver(
                    new Unanswered(route, served, id, date, begun),
                    body.spent() ? request.headFor(body.left()) : request.head());
        }
    }

    /** The answer is over; {@code why} it is not whole, if so. */
    void over(@Nullable Outcome why) {
        if (over) {
            return;
        }
        over = true;
        Target target = attempt.target();
        Failures.tellAnswer(target, latency, status, why);
        attempt.end();
        target.end();
        lane.ends();
        log(trace.over(bytes, why));
        client.over(why, attempt.sent(), closes());
    }

    private void log(Served served) {
        lane.journal().add(route.app(), served.record(method().name(), request.path(), id, date, begun));
    }
}
