package balanza.balancer.forward;

import balanza.balancer.forward.Watch.Step;
import balanza.balancer.routing.Cancelled;
import balanza.balancer.routing.Pick;
import balanza.balancer.routing.Pick.Taken;
import balanza.balancer.routing.Route;
import balanza.balancer.routing.Target;
import balanza.contract.ApiError;
import balanza.contract.ApiException;
import balanza.contract.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * One request's way through the balancer: take a node, try it, perhaps try another, relay the answer. Stays on one event
 * loop. Of what it says to the client, only the answer of a node is said here; see {@link Served#refusal}.
 */
final class Exchange {
    private final Tools tools;
    private final Route route;
    private final ClientRequest request;
    private final HttpServerResponse response;
    private final Patience patience;
    private final Trace trace;

    private @Nullable Step step;
    private @Nullable Target held;
    private @Nullable Refused broken;
    private boolean clientGone;
    private boolean overBudget;

    /** What all exchanges of an event loop work with. */
    record Tools(Context context, Connector connector, Watch watch, Limits limits) {}

    /** A node's answer has begun, {@code latency} nanoseconds after it was asked. */
    private record Answered(Taken taken, Attempt attempt, HttpClientResponse answer, long latency) {
        void told(@Nullable Outcome reason) {
            Failures.tellAnswer(taken.target(), latency, answer.statusCode(), reason);
        }
    }

    Exchange(Tools tools, Route route, ClientRequest request, Trace trace) {
        this.tools = tools;
        this.route = route;
        this.request = request;
        this.trace = trace;
        this.response = request.http().response();
        this.patience = Patience.of(route.settings(), tools.limits());
    }

    /** @return how it ended; never fails but for a defect */
    Future<Served> run() {
        listen();
        return take().compose(this::attempt)
                .recover(this::again)
                .compose(this::relay)
                .recover(this::refuse);
    }

    private void listen() {
        if (request.hasBody()) {
            request.http().pause(); // Until a node is there to take it.
        }
        request.whenBroken(this::broken);
        response.closeHandler(closed -> clientGone()).exceptionHandler(broken -> clientGone());
    }

    private Future<Taken> take() {
        Pick pick = route.take(request, null);
        return pick instanceof Pick.Full
                ? new Queueing(tools.context(), route, request).run().compose(Exchange::taken)
                : taken(pick);
    }

    private static Future<Taken> taken(Pick pick) {
        if (pick instanceof Taken taken) {
            return Future.succeededFuture(taken);
        }
        return Future.failedFuture(
                pick instanceof Pick.Full
                        ? new Refused(ApiError.OVERLOADED.exception(), Outcome.OVERFLOW)
                        : new Refused(ApiError.NO_ENDPOINTS.exception(), Outcome.NO_NODES));
    }

    private Future<Answered> attempt(Taken taken) {
        Target target = taken.target();
        held = target;
        if (clientGone || broken != null) {
            return Future.failedFuture(new AttemptFailed(Outcome.CLIENT_GONE, Progress.NOTHING_SENT));
        }
        Attempt attempt = new Attempt(request, target, tools.connector(), patience);
        long since = System.nanoTime();
        Cancelled downOrEjected = () -> tools.context().runOnContext(here -> attempt.cut(Outcome.NODE_DOWN));
        target.waiting(downOrEjected);
        return tools.watch()
                .during(enter(attempt), attempt.run())
                .onComplete(known -> target.notWaiting(downOrEjected))
                .map(answer -> new Answered(taken, attempt, answer, System.nanoTime() - since))
                .onSuccess(answered -> trace.answered(
                        target, since, System.nanoTime(), answered.answer().statusCode()))
                .onFailure(failure -> failed(attempt, since, failure));
    }

    private void failed(Attempt attempt, long since, Throwable failure) {
        if (failure instanceof AttemptFailed failed) {
            trace.failed(attempt.target(), since, failed.outcome());
            Failures.tell(attempt.target(), failed.outcome(), attempt.kept());
        }
    }

    private Future<Answered> again(Throwable failure) {
        SecondAttempt second = failure instanceof AttemptFailed first && held != null && broken == null
                ? SecondAttempt.after(first, held, route, request)
                : SecondAttempt.NONE;
        leave();
        overBudget = second.overBudget();
        return second.node() == null ? Future.failedFuture(failure) : attempt(second.node());
    }

    /** The node that was taken last has nothing more to do with this request. */
    private void leave() {
        if (held != null) {
            held.end();
            held = null;
        }
    }

    private Future<Served> relay(Answered answered) {
        if (answered.taken().cookie() != null) {
            response.headers().add(HttpHeaders.SET_COOKIE, answered.taken().cookie());
        }
        return (answered.answer().statusCode() == 101 ? tunnel(answered) : answer(answered))
                .onComplete(over -> leave());
    }

    private Future<Served> tunnel(Answered answered) {
        Tunnel tunnel = new Tunnel(request, answered.answer(), patience);
        answered.told(null);
        return tools.watch().during(enter(tunnel), tunnel.run()).map(reason -> trace.over(tunnel.bytes(), reason));
    }

    private Future<Served> answer(Answered answered) {
        request.noTunnel();
        Relay relay = new Relay(request, answered.answer(), answered.attempt()::breakage, patience);
        return tools.watch().during(enter(relay), relay.run()).map(reason -> {
            answered.told(reason);
            tidyUp(answered.attempt(), relay, reason);
            return trace.over(relay.bytes(), reason);
        });
    }

    /** A node that did not want the rest of the request gets no other on that connection, nor do we want the rest. */
    private void tidyUp(Attempt attempt, Relay relay, @Nullable Outcome reason) {
        if (!relay.whole() || !attempt.sent()) {
            attempt.close();
        }
        if (reason != null) {
            relay.sendHead();
            request.cut(reason);
        } else if (!attempt.sent()) {
            request.refuseTheRest();
        }
    }

    private Future<Served> refuse(Throwable failure) {
        leave();
        request.noTunnel();
        Refused refused = broken != null ? broken : failure instanceof Refused before ? before : null;
        if (refused != null) {
            return Future.succeededFuture(trace.refused(refused.told(), refused.outcome()));
        }
        return failure instanceof AttemptFailed last
                ? Future.succeededFuture(trace.failed(last, request, overBudget))
                : Future.failedFuture(failure);
    }

    private <S extends Step> S enter(S next) {
        step = next;
        return next;
    }

    /** The body has turned out not to be one: whatever the node makes of what it had, it must not take it for whole. */
    private void broken(ApiException told) {
        broken = new Refused(told, Outcome.REFUSED);
        if (step != null) {
            step.cut(Outcome.REFUSED);
        }
    }

    private void clientGone() {
        if (response.ended() && request.http().version() == HttpVersion.HTTP_2) {
            return; // There each stream is closed in the end; what could not be sent is told by the answer's end.
        }
        clientGone = true;
        if (step != null) {
            step.cut(Outcome.CLIENT_GONE);
        }
    }
}
