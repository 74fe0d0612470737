package balanza.balancer.wire;

import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** Vert.x's own close handler hears nothing of a connection that has become a WebSocket since, or had not quite begun. */
public final class ConnectionClosed {
    private ConnectionClosed() {}

    /** Done when the connection is closed, whatever it was used for last. */
    public static Future<Void> of(HttpConnection connection) {
        return ((ConnectionBase) connection).closeFuture();
    }
}
