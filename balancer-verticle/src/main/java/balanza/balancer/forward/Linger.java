package balanza.balancer.forward;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;

/**
 * Closes a connection whose request is not wanted to its end.
 *
 * <p>Source: RFC 9112 section 9.6. Closing at once could destroy the answer on its way.
 */
public final class Linger {
    private static final long MILLIS = 1_000;

    private Linger() {}

    /** Reads on for a second at most, then closes; on an event loop, when the answer has been written. */
    public static void close(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        Vertx.currentContext().owner().setTimer(MILLIS, over -> connection.close());
        request.handler(unwanted -> {}).endHandler(whole -> connection.close()).resume();
    }
}
