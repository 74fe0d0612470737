package balanza.balancer.forward;

import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose request is not wanted to its end.
 *
 * <p>Source: RFC 9112 section 9.6. Closing at once could destroy the answer on its way.
 */
public final class Linger {
    private static final long SECONDS = 1;

    private Linger() {}

    /** Reads on for a moment, then closes; the answer must have been written. */
    public static void close(HttpServerRequest request) {
        request.handler(unwanted -> {}).resume();
        request.connection().shutdown(SECONDS, TimeUnit.SECONDS);
    }
}
