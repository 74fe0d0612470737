package balanza.balancer.wire;

import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/** What Vert.x does not tell of an HTTP/2 request before somebody has read it. */
public final class StreamEnd {
    private StreamEnd() {}

    /** Whether all of the request has come, read or not; on the connection's event loop. */
    public static boolean came(HttpServerRequest request) {
        Http2Stream stream = ((ConnectionBase) request.connection())
                .channel().pipeline().get(Http2ConnectionHandler.class).connection().stream(request.streamId());
        return stream == null || !stream.state().remoteSideOpen();
    }
}
