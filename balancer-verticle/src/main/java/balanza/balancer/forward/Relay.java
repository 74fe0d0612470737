package balanza.balancer.forward;

import balanza.contract.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way back of an answer that has begun. Whatever goes wrong from here on can only be shown by cutting it. */
final class Relay implements Watch.Step {
    private final ClientRequest request;
    private final HttpClientResponse answer;
    private final HttpServerResponse response;
    private final Supplier<Outcome> breakage;
    private final Patience patience;
    private final Pump body;
    private final Promise<@Nullable Outcome> over = Promise.promise();
    private boolean whole;

    /** @param breakage says why the node's answer broke off */
    Relay(ClientRequest request, HttpClientResponse answer, Supplier<Outcome> breakage, Patience patience) {
        this.breakage = breakage;
        this.request = request;
        this.answer = answer;
        this.response = request.http().response();
        this.patience = patience;
        body = new Pump(answer, response);
    }

    /**
     * Sends the head and, as it comes, the body.
     *
     * @return once all is handed to the client's connection, {@code null}; or why it is cut. Never fails
     */
    Future<@Nullable Outcome> run() {
        response.setStatusCode(answer.statusCode()).setStatusMessage(answer.statusMessage());
        Headers.toClient(answer.headers(), response.headers());
        Framing.ofAnswer(answer, request.http());
        body.run().onSuccess(whole -> end()).onFailure(broken -> cut(breakage.get()));
        Vertx.currentContext().runOnContext(soon -> sendHead());
        return over.future();
    }

    /** The body may be long in coming, or be cut, and the client can do something with the head. */
    void sendHead() {
        boolean bounded = response.isChunked() || response.headers().contains(HttpHeaders.CONTENT_LENGTH);
        if (bounded && !response.headWritten() && !response.ended() && !response.closed()) {
            response.writeHead();
        }
    }

    /** Whether the node has said all, so that its connection may serve somebody else by now. */
    boolean whole() {
        return whole;
    }

    long bytes() {
        return body.bytes();
    }

    @Override
    public void cut(Outcome reason) {
        over.tryComplete(reason);
    }

    @Override
    public void check(long now) {
        if (body.still(now, patience.stall())) {
            cut(whole || body.held() ? Outcome.CLIENT_GONE : Outcome.RESPONSE_STALLED);
        }
    }

    private void end() {
        whole = true;
        if (!over.future().isComplete()) {
            response.end().onComplete(written -> over.tryComplete(written.succeeded() ? null : Outcome.CLIENT_GONE));
        }
    }
}
