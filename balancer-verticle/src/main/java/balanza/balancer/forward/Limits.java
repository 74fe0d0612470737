package balanza.balancer.forward;

import balanza.balancer.routing.RouteDefaults;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import java.time.Duration;

/**
 * What the data plane allows itself. Vert.x's defaults (5 connections, an endless queue, no idle timeout) are no proxy's.
 *
 * @param connect until a node has taken a connection
 * @param answerBegins from the request's last byte until the answer begins
 * @param bodyStall how long a body, of a request or an answer, may stand still
 * @param upgradedIdle how long neither side of an upgraded connection may say anything
 * @param nodeKeepAlive how long a connection to a node is kept unused, in whole seconds; a node's own time is seldom below
 *     5 s, and a connection that it may be closing is not used
 * @param nodeRequests in flight to a node
 * @param appRequests in flight to an app
 * @param queue of an app's requests that wait for a place
 * @param queueWait of a request in that queue
 */
public record Limits(
        Duration connect,
        Duration answerBegins,
        Duration bodyStall,
        Duration upgradedIdle,
        Duration nodeKeepAlive,
        int nodeRequests,
        int appRequests,
        int queue,
        Duration queueWait) {
    public static final Limits DEFAULT = new Limits(
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            Duration.ofSeconds(4),
            256,
            1_024,
            64,
            Duration.ofMillis(500));

    private static final int BUDGET_PERCENT = 20;
    private static final int BUDGET_PER_SECOND = 10;
    private static final int HEADERS_BYTES_OF_AN_ANSWER = 64 * 1024;
    /** What an app may set for one node at most. */
    private static final int MOST_REQUESTS = 100_000;

    private static final int CLEANER_PERIOD_MILLIS = 1_000;

    /** What holds for each app that has not set it otherwise. */
    public RouteDefaults routeDefaults() {
        return new RouteDefaults(nodeRequests, appRequests, queue, queueWait, BUDGET_PERCENT, BUDGET_PER_SECOND);
    }

    /** For the client of one event loop. */
    public HttpClientOptions client() {
        return new HttpClientOptions()
                .setConnectTimeout((int) connect.toMillis())
                .setKeepAliveTimeout((int) nodeKeepAlive.toSeconds())
                .setHttp2ClearTextUpgrade(false)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(HEADERS_BYTES_OF_AN_ANSWER)
                // To check a node's certificate takes milliseconds: all others on the event loop would wait for it.
                .setSslEngineOptions(new JdkSSLEngineOptions().setUseWorkerThread(true))
                .setTcpNoDelay(true);
    }

    /** For the pool of that client. */
    public PoolOptions pool() {
        return new PoolOptions()
                .setHttp1MaxSize(MOST_REQUESTS) // Each request in flight has one, and those are counted before.
                .setMaxWaitQueueSize(nodeRequests)
                .setCleanerPeriod(CLEANER_PERIOD_MILLIS);
    }
}
