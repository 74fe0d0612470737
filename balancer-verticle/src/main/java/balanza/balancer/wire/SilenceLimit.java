package balanza.balancer.wire;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Vert.x's limit on how long a connection may be silent. It is the only one that holds before HTTP/2 has begun, and it knows
 * nothing of requests that take their time.
 */
public final class SilenceLimit {
    private SilenceLimit() {}

    /** From here on others watch over the connection. */
    public static void lift(HttpConnection connection) {
        ChannelPipeline pipeline = ((ConnectionBase) connection).channel().pipeline();
        if (pipeline.get(IdleStateHandler.class) != null) {
            pipeline.remove(IdleStateHandler.class);
        }
    }
}
