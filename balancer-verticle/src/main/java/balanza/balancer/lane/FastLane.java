package balanza.balancer.lane;

import balanza.balancer.forward.Limits;
import balanza.balancer.forward.Patience;
import balanza.balancer.forward.RequestIds;
import balanza.balancer.forward.TrustedProxies;
import balanza.balancer.forward.Unanswered;
import balanza.balancer.forward.Watch;
import balanza.balancer.journal.Journal;
import balanza.balancer.routing.Route;
import balanza.balancer.routing.RoutingTable;
import balanza.balancer.wire.RequestGuard;
import balanza.balancer.wire.WireLimits;
import balanza.contract.AppSettings;
import balanza.names.Resolver;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The fast lane of one event loop. It stands in front of Vert.x's decoder on each connection, takes plain requests, and
 * relays them on the same event loop without making objects of their fields. Everything else it leaves to Vert.x, byte for
 * byte, for the rest of that connection.
 */
public final class FastLane {
    private static final long EXPIRE_MS = 1_000;

    /** Requests that go elsewhere in one go when their node is found down: those to other nodes have their turn in between. */
    private static final int CANCELLED_AT_ONCE = 4;

    private final RoutingTable table;
    private final Journal journal;
    private final TrustedProxies trusted;
    private final Limits limits;
    private final WireLimits wire;
    private final Watch watch;
    private final LongAdder taken;
    private final LongAdder inFlight;
    private final BooleanSupplier leaving;
    private final NodePools pools;
    private AppSettings patientApp = AppSettings.DEFAULT;
    private Patience patience;
    private final RequestIds ids = new RequestIds();
    private final NodeHead nodeHead = new NodeHead();
    private final ClientHead clientHead = new ClientHead();
    private final Flushing flushing = new Flushing();
    private final Queue<LaneAttempt> cancelled = new ArrayDeque<>();

    /**
     * Made on its event loop.
     *
     * @param watch of the same event loop
     * @param taken counts the requests that went by the lane, of all event loops
     * @param inFlight counts the requests under way, of all event loops
     * @param leaving whether clients are to be told that their connections end
     */
    public FastLane(
            Vertx vertx,
            RoutingTable table,
            Resolver names,
            Journal journal,
            TrustedProxies trusted,
            Limits limits,
            WireLimits wire,
            Watch watch,
            LongAdder taken,
            LongAdder inFlight,
            BooleanSupplier leaving) {
        this.table = table;
        this.journal = journal;
        this.trusted = trusted;
        this.limits = limits;
        this.wire = wire;
        this.watch = watch;
        this.taken = taken;
        this.inFlight = inFlight;
        this.leaving = leaving;
        patience = Patience.of(patientApp, limits);
        pools = new NodePools(
                this,
                names,
                limits.nodeKeepAlive().toNanos(),
                ((VertxInternal) vertx).transport().channelFactory(false));
        vertx.setPeriodic(EXPIRE_MS, tick -> pools.expire(System.nanoTime()));
    }

    /** Takes a new connection into the lane, from which nothing has been read; or puts a guard on it, if it cannot be there. */
    public void take(HttpConnection connection) {
        String peer = connection.remoteAddress().hostAddress();
        if (!(connection instanceof Http1xServerConnection http1) || trusted.contains(peer)) {
            RequestGuard.install(connection, wire);
            return;
        }
        Channel channel = http1.channel();
        boolean tls = channel.pipeline().get(SslHandler.class) != null;
        Peer who = new Peer(peer, tls, connection.localAddress().port());
        channel.pipeline()
                .addBefore(
                        RequestGuard.DECODER,
                        "lane",
                        new ClientSide(this, channel, who, tried -> ordinary(connection, tried)));
    }

    /** Ends all connections to nodes. */
    public void close() {
        pools.close();
    }

    private void ordinary(HttpConnection connection, @Nullable Unanswered tried) {
        RequestGuard.install(connection, wire);
        if (tried != null) {
            RequestGuard.leave(connection, tried);
        }
    }

    WireLimits limits() {
        return wire;
    }

    Watch watch() {
        return watch;
    }

    NodePools pools() {
        return pools;
    }

    NodeHead nodeHead() {
        return nodeHead;
    }

    ClientHead clientHead() {
        return clientHead;
    }

    Flushing flushing() {
        return flushing;
    }

    Journal journal() {
        return journal;
    }

    boolean leaving() {
        return leaving.getAsBoolean();
    }

    String nextId() {
        return ids.next();
    }

    /** Most requests have the patience of the one before: theirs is the same app, or an app that has said nothing of it. */
    @SuppressWarnings("ReferenceEquality") // To compare them would cost more than to make it anew.
    Patience patience(Route route) {
        AppSettings settings = route.settings();
        if (settings != patientApp) {
            patientApp = settings;
            patience = Patience.of(settings, limits);
        }
        return patience;
    }

    /** The route of an app that the lane can serve; {@code null} if there is none. */
    @Nullable
    Route route(String app) {
        if (!table.complete()) {
            return null;
        }
        Route route = table.route(app).orElse(null);
        return route != null && route.plain() ? route : null;
    }

    void begins() {
        taken.increment();
        inFlight.increment();
    }

    void ends() {
        inFlight.decrement();
    }

    /** Its node is found down. Sending it elsewhere takes a while, and many of them may have waited for that node. */
    void cancel(LaneAttempt attempt, EventLoop loop) {
        if (cancelled.isEmpty()) {
            goElsewhereSoon(loop);
        }
        cancelled.add(attempt);
    }

    private void goElsewhereSoon(EventLoop loop) {
        Future<?> unused = loop.schedule(() -> goElsewhere(loop), 1, TimeUnit.MILLISECONDS);
    }

    private void goElsewhere(EventLoop loop) {
        try {
            for (int i = 0; i < CANCELLED_AT_ONCE && !cancelled.isEmpty(); i++) {
                cancelled.remove().nodeDown();
            }
        } finally {
            if (!cancelled.isEmpty()) {
                goElsewhereSoon(loop);
            }
        }
    }
}
