package balanza.balancer.http;

import balanza.balancer.forward.Linger;
import io.vertx.core.Context;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One client's connection and the requests under way on it. Stays on the connection's event loop. */
final class ClientConnection {
    /** As many requests may be remembered, answered or not, before those that are answered are forgotten. */
    private static final int REMEMBERED = 256;

    private static final int ALL_STREAMS = Integer.MAX_VALUE;

    private final Context context;
    private final HttpConnection connection;
    private final Duration keepAlive;
    private final Duration drain;
    private final boolean http2;
    private final List<HttpServerRequest> requests = new ArrayList<>();
    private long usedNanos = System.nanoTime();
    private long idleTimer;
    private boolean leaving;

    /** See {@link Connections#Connections}. */
    ClientConnection(Context context, HttpConnection connection, Duration keepAlive, Duration drain) {
        this.context = context;
        this.connection = connection;
        this.keepAlive = keepAlive;
        this.drain = drain;
        this.http2 = connection.getWindowSize() >= 0;
        if (http2) {
            watch(keepAlive.toMillis());
        }
    }

    Context context() {
        return context;
    }

    void begin(HttpServerRequest request) {
        if (!http2 || requests.size() >= REMEMBERED) {
            forgetAnswered();
        }
        requests.add(request);
        usedNanos = System.nanoTime();
        if (leaving && !http2) {
            closeAfter(request);
        }
    }

    /** The client is told that the connection ends: GOAWAY, RFC 9113 section 6.8; or Connection: close, RFC 9112 section 9.6. */
    void lastCall() {
        if (leaving) {
            return;
        }
        leaving = true;
        if (http2) {
            connection.goAway(0, ALL_STREAMS); // Those it may have begun meanwhile are answered yet.
        } else {
            forgetAnswered();
            requests.forEach(this::closeAfter);
        }
    }

    void closed() {
        if (http2) {
            context.owner().cancelTimer(idleTimer);
        }
        requests.clear();
    }

    private void closeAfter(HttpServerRequest request) {
        Linger.announce(request);
        end();
    }

    private void watch(long millis) {
        idleTimer = context.owner().setTimer(millis, over -> {
            forgetAnswered();
            long idle = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - usedNanos);
            if (!requests.isEmpty()) {
                watch(keepAlive.toMillis());
            } else if (idle < keepAlive.toMillis()) {
                watch(keepAlive.toMillis() - idle);
            } else {
                end();
            }
        });
    }

    private void forgetAnswered() {
        requests.removeIf(
                request -> request.response().ended() || request.response().closed());
    }

    /** Closes when nothing is under way any more, or the time for that is over. */
    private void end() {
        connection.shutdown(drain.toMillis(), TimeUnit.MILLISECONDS);
    }
}
