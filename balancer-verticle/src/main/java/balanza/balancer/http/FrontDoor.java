package balanza.balancer.http;

import balanza.balancer.forward.Linger;
import balanza.balancer.wire.Refusal;
import balanza.balancer.wire.RequestGuard;
import balanza.contract.ApiError;
import balanza.contract.ApiException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.BiConsumer;

/** The public port's one fork: balance requests go to the data plane, everything else to the control calls. */
public final class FrontDoor implements Handler<HttpServerRequest> {
    /** Of all that may be asked for here, RFC 9110 section 15.5.6; other methods pass, but for the two that never do. */
    private static final String ALLOWED = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    /** {@link RequestGuard} decides what is too large; the decoder behind it must never do so first. */
    private static final int NO_LIMIT_BYTES = 1024 * 1024;

    private static final int ACCEPT_BACKLOG = 1_024;

    private final BiConsumer<HttpServerRequest, RequestTarget> balance;
    private final Handler<HttpServerRequest> control;

    public FrontDoor(BiConsumer<HttpServerRequest, RequestTarget> balance, Handler<HttpServerRequest> control) {
        this.balance = balance;
        this.control = control;
    }

    /** How the port treats connections; each of them needs a {@link RequestGuard} too. */
    public static HttpServerOptions options() {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false) // The data plane speaks HTTP/1 only.
                .setMaxInitialLineLength(NO_LIMIT_BYTES)
                .setMaxHeaderSize(NO_LIMIT_BYTES)
                .setPerFrameWebSocketCompressionSupported(false) // WebSockets are passed through, never spoken.
                .setPerMessageWebSocketCompressionSupported(false)
                // Answers are written on the event loop alone: no queue of 4 KiB for each connection.
                .setStrictThreadMode(true)
                .setAcceptBacklog(ACCEPT_BACKLOG)
                .setTcpNoDelay(true);
    }

    @Override
    public void handle(HttpServerRequest request) {
        RequestGuard guard = RequestGuard.of(request.connection());
        if (guard != null) {
            guard.whenBroken(refusal -> refuse(request, refusal.told()));
        }
        try {
            fork(request);
        } catch (ApiException refused) {
            JsonAnswer.fail(request, refused);
        }
    }

    private void fork(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.CONNECT) || request.method().equals(HttpMethod.TRACE)) {
            request.response().putHeader(HttpHeaders.ALLOW, ALLOWED);
            throw ApiError.METHOD_NOT_ALLOWED.exception();
        }
        RequestTarget target = RequestTarget.of(request);
        if (target.isAsterisk()) {
            answerForAll(request);
        } else if (target.pathAndQuery().startsWith(BalanceHandler.PREFIX)) {
            balance.accept(request, target);
        } else {
            control.handle(request);
        }
    }

    private static void answerForAll(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.OPTIONS)) {
            throw ApiError.BAD_REQUEST.exception("target: * (expected: a path, unless the method is OPTIONS)");
        }
        request.response().setStatusCode(204).end();
    }

    /** Answers a request whose head is not one; the connection closes, as nobody knows where the next one begins. */
    public static void refuse(HttpServerRequest request) {
        refuse(request, Refusal.of(request));
    }

    /** Who calls sees to it that the connection closes after the answer. */
    private static void refuse(HttpServerRequest request, ApiException told) {
        Linger.announce(request);
        JsonAnswer.fail(request, told);
    }
}
