package balanza.balancer.forward;

import balanza.balancer.routing.Target;
import balanza.balancer.wire.AnswerGuard;
import balanza.balancer.wire.RequestGuard;
import balanza.contract.Outcome;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** One try of one node: connect, send, and wait until the answer begins. Stays on one event loop. */
final class Attempt implements Watch.Step {
    private final ClientRequest request;
    private final Target target;
    private final Connector connector;
    private final Patience patience;
    private final Promise<HttpClientResponse> answer = Promise.promise();

    private @Nullable AnswerGuard guard;
    private @Nullable Pump body;
    private boolean sent;
    private long sentAt;

    Attempt(ClientRequest request, Target target, Connector connector, Patience patience) {
        this.request = request;
        this.target = target;
        this.connector = connector;
        this.patience = patience;
    }

    /** @return the answer, paused, its head only; fails with {@link AttemptFailed} */
    Future<HttpClientResponse> run() {
        connector
                .connect(target, request.method(), request.uri(), patience.connectMs())
                .onSuccess(this::send)
                .onFailure(failure -> cut(Failures.connecting(failure)));
        return answer.future();
    }

    Target target() {
        return target;
    }

    /** Whether it was made on a connection that had served another request. */
    boolean kept() {
        return guard != null && guard.used();
    }

    /** Gives it up, unless the answer has begun. */
    @Override
    public void cut(Outcome reason) {
        if (answer.tryFail(new AttemptFailed(reason, progress()))) {
            close();
        }
    }

    /** Closes the node's connection: what is still to come on it must never be taken for another answer. */
    void close() {
        if (guard != null) {
            guard.cut();
        }
    }

    /** Whether all of the request has been sent. */
    boolean sent() {
        return sent;
    }

    @Override
    public void check(long now) {
        if (sent && now - sentAt >= patience.answer()) {
            cut(Outcome.RESPONSE_TIMEOUT);
        } else if (!sent && body != null && body.still(now, patience.stall())) {
            cut(body.held() ? Outcome.RESPONSE_TIMEOUT : Outcome.REQUEST_STALLED);
        }
    }

    private void send(HttpClientRequest connected) {
        connected.exceptionHandler(known -> {}); // The answer's future tells it; Vert.x would log it as an error.
        if (answer.future().isComplete()) {
            connected.reset(); // Given up meanwhile. Nothing was sent: the connection is as good as before.
            return;
        }
        target.connected();
        guard = AnswerGuard.of(connected.connection());
        guard.begin(request.method(), request.upgrade(), this::interim);
        putHeaders(connected.headers());
        connected.response().onSuccess(this::begins).onFailure(failure -> cut(breakage()));
        if (request.hasBody()) {
            sendBody(connected);
        } else if (request.upgrade()) {
            connected.connect();
            allSent();
        } else {
            connected.end();
            allSent();
        }
    }

    private void putHeaders(MultiMap to) {
        Headers.toNode(request.http().headers(), request.forwarded().believed(), target.endpoint(), to);
        request.forwarded().tell(request, to);
        if (request.http().version() == HttpVersion.HTTP_1_0) {
            to.remove(HttpHeaders.EXPECT); // RFC 9110 section 10.1.1
        }
        if (request.upgrade()) {
            Headers.upgrade(to);
        }
    }

    private void sendBody(HttpClientRequest connected) {
        connected.setChunked(!request.http().headers().contains(HttpHeaders.CONTENT_LENGTH));
        Pump pump = new Pump(request.http(), connected, Framing.length(request.http()));
        body = pump;
        Vertx.currentContext().runOnContext(soon -> {
            if (pump.bytes() == 0 && !sent && !answer.future().isComplete()) {
                connected.sendHead(); // The body may be long in coming, or held back until the node says it wants it.
            }
        });
        pump.run()
                .onSuccess(through -> {
                    connected.end();
                    allSent();
                })
                .onFailure(broken -> cut(Outcome.CLIENT_GONE));
    }

    private void allSent() {
        sent = true;
        sentAt = System.nanoTime();
    }

    private void begins(HttpClientResponse begun) {
        begun.pause();
        if (!answer.tryComplete(begun)) {
            close();
        }
    }

    /** Answers before the answer; an HTTP/1.0 client would take one for the answer, RFC 9110 section 15.2. */
    private void interim(int status, MultiMap headers) {
        if (answer.future().isComplete()) {
            return;
        }
        RequestGuard client = RequestGuard.of(request.http().connection());
        if (client != null) {
            client.interim(status, headers);
        } else if (request.http().version() == HttpVersion.HTTP_2 && status == 100) {
            request.http().response().writeContinue();
        } else if (request.http().version() == HttpVersion.HTTP_2 && status == 103) {
            request.http().response().writeEarlyHints(Headers.hints(headers));
        }
    }

    /** Why the node's side broke off. */
    Outcome breakage() {
        return guard != null && guard.malformed() != null ? Outcome.MALFORMED : Outcome.RESET;
    }

    private Progress progress() {
        boolean nothing = (guard == null || !guard.touched()) && (body == null || body.bytes() == 0);
        return nothing ? Progress.NOTHING_SENT : Progress.SENT;
    }
}
