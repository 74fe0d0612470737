package balanza.monitor;

import balanza.contract.Endpoint;
import balanza.monitor.Outcome.Failed;
import balanza.monitor.Outcome.Passed;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a node for its status, once, over a connection of its own. A node is healthy only if it answers 200; what else it
 * says is read, up to a bound, and thrown away.
 *
 * <p>Not over a WebClient: that one reads an endless body to its end, since it cannot give up a response it has begun.
 */
final class HealthCheck implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthCheck.class);
    private static final int MOST_BODY_BYTES = 64 * 1024;
    /** Per endpoint, which many nodes may share: more than are checked at once, so that none waits for another. */
    private static final int MOST_CONNECTIONS = 2_048;

    private final Vertx vertx;
    private final HttpClient client;
    private final Duration timeout;

    /** @param timeout from looking up the host to the end of the answer; half of it is for connecting */
    HealthCheck(Vertx vertx, Duration timeout) {
        this.vertx = vertx;
        this.timeout = timeout;
        int millis = (int) timeout.toMillis();
        client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setKeepAlive(false)
                        .setConnectTimeout(millis / 2)
                        .setIdleTimeout(millis)
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS),
                new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS).setMaxWaitQueueSize(MOST_CONNECTIONS));
    }

    /**
     * Checks a node.
     *
     * @param statusPath what is asked for, byte for byte, from {@code /}
     * @return within the timeout; never fails
     */
    Future<Outcome> check(Endpoint node, String statusPath) {
        Promise<Outcome> outcome = Promise.promise();
        long timer = vertx.setTimer(timeout.toMillis(), late -> outcome.tryComplete(noAnswer()));
        client.request(options(node, statusPath))
                .onSuccess(request -> ask(request, outcome))
                .onFailure(failure -> outcome.tryComplete(failed(failure)));
        return outcome.future().onComplete(known -> vertx.cancelTimer(timer));
    }

    @Override
    public void close() {
        client.close().onFailure(failure -> LOG.warn("The health checks' client did not close", failure));
    }

    private static void ask(HttpClientRequest request, Promise<Outcome> outcome) {
        // Whatever there is still to come: once the outcome is known, nobody wants it.
        outcome.future().onComplete(known -> request.reset());
        // Without a handler of its own, each node that speaks no HTTP would be an error in our log.
        request.connection().exceptionHandler(failure -> outcome.tryComplete(failed(failure)));
        if (!outcome.future().isComplete()) {
            request.send()
                    .onSuccess(response -> read(response, outcome))
                    .onFailure(failure -> outcome.tryComplete(failed(failure)));
        }
    }

    private static void read(HttpClientResponse response, Promise<Outcome> outcome) {
        response.exceptionHandler(failure -> outcome.tryComplete(failed(failure)));
        if (response.statusCode() != 200) {
            outcome.tryComplete(new Failed("status " + response.statusCode() + " (expected: 200)"));
            return;
        }
        AtomicLong bytes = new AtomicLong();
        response.handler(chunk -> {
            if (bytes.addAndGet(chunk.length()) > MOST_BODY_BYTES) {
                outcome.tryComplete(new Passed());
            }
        });
        response.endHandler(end -> outcome.tryComplete(new Passed()));
    }

    private static RequestOptions options(Endpoint node, String statusPath) {
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(node.host())
                .setPort(node.port())
                .setURI(statusPath)
                .setFollowRedirects(false)
                .putHeader("Host", node.toString())
                .putHeader("User-Agent", "balanza-monitor");
    }

    private Failed noAnswer() {
        String seconds =
                BigDecimal.valueOf(timeout.toMillis(), 3).stripTrailingZeros().toPlainString();
        return new Failed("no answer within " + seconds + " s");
    }

    private static Failed failed(Throwable failure) {
        LOG.debug("Check failed", failure);
        return new Failed(reason(failure));
    }

    /** The order matters: the later ones are the more general. */
    private static String reason(Throwable failure) {
        if (failure instanceof UnknownHostException) {
            return "host not found";
        }
        if (failure instanceof NoRouteToHostException) {
            return "host unreachable";
        }
        if (failure instanceof ConnectException) {
            return String.valueOf(failure.getMessage()).contains("refused") ? "connection refused" : "no connection";
        }
        if (failure instanceof SocketException || failure instanceof HttpClosedException) {
            return "connection closed before the answer's end";
        }
        return "no valid HTTP answer";
    }
}
