package balanza.balancer.forward;

import balanza.balancer.wire.RequestGuard;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/**
 * Closes the connection of a request that is not wanted to its end, or, on HTTP/2, its stream.
 *
 * <p>Source: RFC 9112 section 9.6, closing at once could destroy the answer on its way; RFC 9113 section 8.1.
 */
public final class Linger {
    private static final long MILLIS = 1_000;
    private static final long NO_ERROR = 0;

    private Linger() {}

    /** Says in the answer, if it has not begun, that the connection ends with it. On HTTP/2 it is others' too, and goes on. */
    public static void announce(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (!request.version().equals(HttpVersion.HTTP_2) && !response.headWritten()) {
            // Last of all, as Vert.x tells each HTTP/1.0 client that asks for it that its connection is kept.
            response.headersEndHandler(end -> response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE));
        }
    }

    /** Reads on for a second at most, then closes; on an event loop, when the answer has been written. */
    public static void close(HttpServerRequest request) {
        if (request.version().equals(HttpVersion.HTTP_2)) {
            closeStream(request);
        } else {
            closeConnection(request);
        }
    }

    private static void closeConnection(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        RequestGuard guard = RequestGuard.of(connection);
        if (guard != null) {
            guard.noOther();
        }
        Vertx.currentContext().owner().setTimer(MILLIS, over -> connection.close());
        request.handler(unwanted -> {}).endHandler(whole -> connection.close()).resume();
    }

    /** What came to its end is closed by that. */
    private static void closeStream(HttpServerRequest request) {
        Vertx.currentContext().owner().setTimer(MILLIS, over -> {
            if (!request.isEnded()) {
                request.response().reset(NO_ERROR);
            }
        });
        request.handler(unwanted -> {}).resume();
    }
}
