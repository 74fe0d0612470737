package balanza.monitor;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients that checks are made with: one for each magnitude of timeouts, since the time to connect is a setting of the
 * client, not of the request. On one event loop.
 */
final class ProbeClients {
    private static final Logger LOG = LoggerFactory.getLogger(ProbeClients.class);
    private static final int SHORTEST_CONNECT_MS = 125;
    /** Per endpoint, which many nodes may share: more than are checked at once, so that none waits for another. */
    private static final int MOST_CONNECTIONS = 2_048;

    private final Vertx vertx;
    private final TrustOptions trust;
    private final Map<Integer, HttpClient> byConnectMillis = new HashMap<>();
    private boolean closed;

    /** @param trust whose certificates https nodes may have */
    ProbeClients(Vertx vertx, TrustOptions trust) {
        this.vertx = vertx;
        this.trust = trust;
    }

    /** @param timeout for the whole check; between a quarter and a half of it is for connecting, but 125 ms at least */
    Future<HttpClientRequest> request(RequestOptions options, Duration timeout) {
        if (closed) {
            return Future.failedFuture(new IllegalStateException("The health checks are closed"));
        }
        int units = Integer.highestOneBit((int) timeout.toMillis() / 2 / SHORTEST_CONNECT_MS);
        int connectMillis = SHORTEST_CONNECT_MS * Math.max(1, units);
        return byConnectMillis.computeIfAbsent(connectMillis, this::client).request(options);
    }

    void close() {
        closed = true;
        byConnectMillis.values().forEach(client -> client.close()
                .onFailure(failure -> LOG.warn("A client of checks did not close", failure)));
    }

    /** What else takes time ends with the check; if that is ever missed, after four times the time to connect. */
    private HttpClient client(int connectMillis) {
        return vertx.createHttpClient(
                new HttpClientOptions()
                        .setKeepAlive(false)
                        .setConnectTimeout(connectMillis)
                        .setIdleTimeout(4 * connectMillis)
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setTrustOptions(trust)
                        .setSslHandshakeTimeout(4L * connectMillis)
                        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                        // Checking a certificate takes milliseconds, too long for the event loop of all checks.
                        .setSslEngineOptions(new JdkSSLEngineOptions().setUseWorkerThread(true)),
                new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS).setMaxWaitQueueSize(MOST_CONNECTIONS));
    }
}
