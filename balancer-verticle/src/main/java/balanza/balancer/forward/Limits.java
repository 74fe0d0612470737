package balanza.balancer.forward;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;

/** What the data plane allows itself. Vert.x's defaults (5 connections, an endless queue, no idle timeout) are no proxy's. */
public final class Limits {
    /** Until a node has taken a connection. */
    static final Duration CONNECT = Duration.ofSeconds(1);

    /** Until a connection is free, when a node has all that it may have. */
    static final Duration QUEUE = Duration.ofSeconds(2);

    /** From the request's last byte until the answer begins. */
    static final Duration ANSWER_BEGINS = Duration.ofSeconds(30);

    /** A node's own idle timeout is seldom below 5 s; a connection that it may be closing is not used. */
    private static final int KEEP_ALIVE_SECONDS = 4;

    private static final int CONNECTIONS_PER_NODE_AND_LOOP = 256;
    private static final int QUEUE_PER_NODE_AND_LOOP = 256;

    private Limits() {}

    /** For the client of one event loop. */
    public static HttpClientOptions client() {
        return new HttpClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setHttp2ClearTextUpgrade(false)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(64 * 1024)
                .setTcpNoDelay(true);
    }

    /** For the pool of that client. */
    public static PoolOptions pool() {
        return new PoolOptions()
                .setHttp1MaxSize(CONNECTIONS_PER_NODE_AND_LOOP)
                .setMaxWaitQueueSize(QUEUE_PER_NODE_AND_LOOP)
                .setCleanerPeriod(1_000);
    }
}
