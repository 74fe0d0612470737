package balanza.balancer.http;

import balanza.contract.ApiError;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/** The public port's one fork: balance requests go to the data plane, everything else to the control calls. */
public final class FrontDoor implements Handler<HttpServerRequest> {
    private static final int MAX_REQUEST_LINE_BYTES = 8 * 1024;
    private static final int MAX_HEADERS_BYTES = 16 * 1024;

    /** Neither side said anything for so long; server-sent events with a heartbeat stay well below. */
    private static final int IDLE_SECONDS = 300;

    private static final int ACCEPT_BACKLOG = 1_024;

    private final Handler<HttpServerRequest> balance;
    private final Handler<HttpServerRequest> control;

    public FrontDoor(Handler<HttpServerRequest> balance, Handler<HttpServerRequest> control) {
        this.balance = balance;
        this.control = control;
    }

    /** How the port treats connections. */
    public static HttpServerOptions options() {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false) // The data plane speaks HTTP/1 only.
                .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
                .setMaxHeaderSize(MAX_HEADERS_BYTES)
                .setIdleTimeout(IDLE_SECONDS)
                .setAcceptBacklog(ACCEPT_BACKLOG)
                .setTcpNoDelay(true);
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (request.uri().startsWith(BalanceHandler.PREFIX)) {
            balance.handle(request);
        } else {
            control.handle(request);
        }
    }

    /** Answers a request whose head cannot be parsed; the connection closes, as nobody knows where the next one begins. */
    public static void refuse(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        ApiError error = cause instanceof TooLongHttpLineException
                ? ApiError.URI_TOO_LONG
                : cause instanceof TooLongHttpHeaderException ? ApiError.HEADERS_TOO_LARGE : ApiError.BAD_REQUEST;
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        JsonAnswer.fail(request, error.exception()); // Vert.x closes after the answer to a request it could not parse.
    }
}
