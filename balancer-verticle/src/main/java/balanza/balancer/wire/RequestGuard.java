package balanza.balancer.wire;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/** Stands between a client's connection and Vert.x's decoder. */
public final class RequestGuard {
    private RequestGuard() {}

    /** Puts a guard on a connection from which nothing has been read yet; does nothing if it is HTTP/2. */
    public static void install(HttpConnection connection, WireLimits limits) {}

    /** The guard of a connection; {@code null} if it is HTTP/2. */
    public static @Nullable RequestGuard of(HttpConnection connection) {
        return null;
    }

    /** Sends an answer before the answer to the request under way; not to an HTTP/1.0 client. */
    public void interim(int status, MultiMap headers) {}

    /** From here on the connection is a tunnel: what follows passes as it is. */
    public void tunnel() {}

    /** The upgrade that was asked for was not granted: what follows is the next request. */
    public void noTunnel() {}

    /** Breaks the connection so that the other side can tell (RST). */
    public void reset() {}
}
