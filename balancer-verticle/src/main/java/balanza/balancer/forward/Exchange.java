package balanza.balancer.forward;

import balanza.balancer.routing.Policy;
import balanza.balancer.routing.Route;
import balanza.balancer.routing.Target;
import balanza.balancer.wire.AnswerGuard;
import balanza.contract.ApiError;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request's way through the balancer: attempt, perhaps a second one, relay. Stays on one event loop. */
final class Exchange {
    private final HttpClient client;
    private final Policy policy;
    private final Duration answerBegins;
    private final Route route;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final String uri;
    private final boolean hasBody;

    private @Nullable HttpClientRequest upstream;
    private boolean sent;
    private boolean clientGone;

    Exchange(
            HttpClient client,
            Policy policy,
            Duration answerBegins,
            Route route,
            HttpServerRequest request,
            String uri) {
        this.client = client;
        this.policy = policy;
        this.answerBegins = answerBegins;
        this.route = route;
        this.request = request;
        this.response = request.response();
        this.uri = uri;
        this.hasBody = Framing.announcesBody(request);
    }

    Future<Served> run() {
        List<Target> candidates = route.candidates(null);
        if (candidates.isEmpty()) {
            return Future.failedFuture(ApiError.NO_ENDPOINTS.exception());
        }
        if (hasBody) {
            request.pause(); // Until a node is there to take it.
        }
        response.closeHandler(gone -> cancel());
        Target first = policy.pick(candidates);
        return attempt(first)
                .recover(failure -> again(first, failure))
                .recover(failure -> Future.failedFuture(verdict(failure)));
    }

    private Future<Served> again(Target first, Throwable failure) {
        if (clientGone
                || !(failure instanceof AttemptFailed failed)
                || !RetryRule.mayRepeat(failed, request.method(), hasBody)) {
            return Future.failedFuture(failure);
        }
        List<Target> others = route.candidates(first);
        return others.isEmpty() ? Future.failedFuture(failure) : attempt(policy.pick(others));
    }

    private Future<Served> attempt(Target target) {
        target.begin();
        return connect(target)
                .compose(this::send)
                .compose(answer -> relay(target, answer))
                .onComplete(over -> target.end())
                .onFailure(failure -> cutNode());
    }

    private Future<HttpClientRequest> connect(Target target) {
        RequestOptions options = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(
                        target.endpoint().port(), target.endpoint().host()))
                .setHost(target.endpoint().host())
                .setPort(target.endpoint().port())
                .setMethod(request.method())
                .setURI(uri)
                .setConnectTimeout(Limits.QUEUE.toMillis());
        return client.request(options)
                .onSuccess(connected -> target.connected())
                .recover(failure -> {
                    AttemptFailed failed = new AttemptFailed(Progress.NOTHING_SENT, failure);
                    if (!failed.overflow()) {
                        target.connectFailed();
                    }
                    return Future.failedFuture(failed);
                })
                .map(connected -> {
                    connected.exceptionHandler(
                            known -> {}); // The answer's future tells it; Vert.x would log it as an error.
                    AnswerGuard.of(connected.connection()).begin(request.method(), false, this::interim);
                    Headers.toNode(request.headers(), target.endpoint(), connected.headers());
                    return connected;
                });
    }

    private Future<HttpClientResponse> send(HttpClientRequest connected) {
        upstream = connected;
        sent = false;
        if (clientGone) {
            cancel();
        }
        Future<HttpClientResponse> answer = hasBody ? sendWithBody(connected) : sendWithoutBody(connected);
        return answer.recover(failure -> Future.failedFuture(new AttemptFailed(Progress.SENT, failure)));
    }

    private Future<HttpClientResponse> sendWithoutBody(HttpClientRequest connected) {
        sent = true;
        connected.idleTimeout(answerBegins.toMillis());
        return connected.send();
    }

    private Future<HttpClientResponse> sendWithBody(HttpClientRequest connected) {
        connected.setChunked(!request.headers().contains(HttpHeaders.CONTENT_LENGTH));
        if (request.headers().contains(HttpHeaders.EXPECT)) {
            connected.sendHead(); // The client may hold its body back until the node says it wants it.
        }
        request.pipe()
                .endOnFailure(false)
                .to(connected)
                .onSuccess(through -> {
                    sent = true;
                    if (!connected.response().isComplete()) {
                        connected.idleTimeout(answerBegins.toMillis());
                    }
                })
                .onFailure(broken -> cutNode());
        return connected.response();
    }

    private void interim(int status, MultiMap headers) {
        if (status == 100 && hasBody) {
            response.writeContinue();
        }
    }

    private Future<Served> relay(Target target, HttpClientResponse answer) {
        response.setStatusCode(answer.statusCode()).setStatusMessage(answer.statusMessage());
        Headers.toClient(answer.headers(), response.headers());
        Framing.ofAnswer(answer, request);
        return answer.pipe().endOnFailure(false).to(response).transform(relayed -> {
            if (relayed.failed()) {
                cutBoth();
            } else if (!request.isEnded()) {
                refuseTheRest();
            }
            return Future.succeededFuture(new Served(target, answer.statusCode(), relayed.succeeded()));
        });
    }

    private void cancel() {
        clientGone = true;
        cutNode();
    }

    /** The node did not want the rest of the request, nor do we. */
    private void refuseTheRest() {
        cutNode();
        Linger.close(request);
    }

    private void cutBoth() {
        cutNode();
        request.connection().close();
    }

    /**
     * Ends what is under way to or from the node. A reset closes the connection, or does nothing if the exchange is
     * through; but after an answer to half a request it would put the connection back into the pool, and the node would
     * take the next request for the other half.
     */
    private void cutNode() {
        if (upstream == null) {
            return;
        }
        if (sent) {
            upstream.reset();
        } else {
            upstream.connection().close();
        }
    }

    private Throwable verdict(Throwable failure) {
        return failure instanceof AttemptFailed last
                ? RetryRule.verdict(last, request.method(), hasBody).exception()
                : ApiError.DEFECT.exception();
    }
}
