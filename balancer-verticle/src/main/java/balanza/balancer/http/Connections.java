package balanza.balancer.http;

import balanza.balancer.wire.ConnectionClosed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The connections of clients to this process, over all event loops: how many there may be, and how they are ended. */
public final class Connections {
    /** So that whoever uses a connection all the time learns from an answer that it ends, and not from its end. */
    private static final Duration LAST_CALL = Duration.ofMillis(250);

    private final int most;
    private final Duration keepAlive;
    private final Duration drain;
    private final AtomicInteger open = new AtomicInteger();
    private final LongAdder refused = new LongAdder();
    private final Map<HttpConnection, ClientConnection> connections = new ConcurrentHashMap<>();
    private volatile boolean leaving;
    private volatile boolean left;

    /**
     * @param most at a time; a further one is closed at once
     * @param keepAlive how long an HTTP/2 connection may be without a request; those of HTTP/1 have their own guard
     * @param drain how long requests may take that are under way when connections are ended
     */
    public Connections(int most, Duration keepAlive, Duration drain) {
        this.most = most;
        this.keepAlive = keepAlive;
        this.drain = drain;
    }

    /**
     * Takes a new connection, unless there are too many; on its event loop.
     *
     * @return whether it was taken; else it was closed
     */
    public boolean admit(HttpConnection connection) {
        if (left) {
            connection.close(); // It was being made when its port was closed.
            return false;
        }
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            refused.increment();
            connection.close();
            return false;
        }
        ClientConnection admitted = new ClientConnection(Vertx.currentContext(), connection, keepAlive, drain);
        connections.put(connection, admitted);
        ConnectionClosed.of(connection).onComplete(closed -> {
            connections.remove(connection);
            admitted.closed();
            open.decrementAndGet();
        });
        if (leaving) {
            admitted.lastCall();
        }
        return true;
    }

    /**
     * A request has come, and nothing was done with it yet.
     *
     * @return whether it may be served: its connection was taken, and so has a guard
     */
    public boolean begin(HttpServerRequest request) {
        ClientConnection connection = connections.get(request.connection());
        if (connection != null) {
            connection.begin(request);
        }
        return connection != null;
    }

    /** Whether clients are being told that their connections end. */
    public boolean leaving() {
        return leaving;
    }

    /** How many there are. */
    public int open() {
        return open.get();
    }

    /** How many were closed at once because there were too many. */
    public long refused() {
        return refused.sum();
    }

    /**
     * Tells clients that their connections end: with the answers under way, with the answers to what still comes in a short
     * while, and on HTTP/2 at once.
     *
     * @return done when connections that are not used may be closed
     */
    public Future<?> lastCall(Vertx vertx) {
        leaving = true;
        connections.values().forEach(connection -> connection.context().runOnContext(told -> connection.lastCall()));
        Future<?> heard = connections.isEmpty() ? Future.succeededFuture() : vertx.timer(LAST_CALL.toMillis());
        return heard.onComplete(over -> left = true);
    }
}
