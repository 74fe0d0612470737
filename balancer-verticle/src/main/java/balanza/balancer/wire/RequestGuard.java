package balanza.balancer.wire;

import static java.util.Objects.requireNonNull;

import io.netty.channel.ChannelPipeline;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http1xServerConnection;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client's connection and Vert.x's decoder. All of it is for the connection's event loop.
 *
 * <p>A head that is refused comes out of the decoder as a failed request whose cause is a {@link Refusal}.
 */
public final class RequestGuard {
    /** In front of which handler of Vert.x all of ours stand. */
    public static final String DECODER = RequestIntake.DECODER;

    private static final AttributeKey<RequestGuard> KEY = AttributeKey.valueOf(RequestGuard.class, "guard");
    private static final String ENCODER = "httpEncoder";

    private final RequestIntake intake;
    private @Nullable Object left;

    private RequestGuard(RequestIntake intake) {
        this.intake = intake;
    }

    /** Puts a guard on a connection from which nothing has been read yet; does nothing if it is HTTP/2. */
    public static void install(HttpConnection connection, WireLimits limits) {
        if (!(connection instanceof Http1xServerConnection http1)) {
            return;
        }
        ChannelPipeline pipeline = http1.channel().pipeline();
        RequestIntake intake = new RequestIntake(http1, limits);
        http1.channel().attr(KEY).set(new RequestGuard(intake));
        pipeline.addBefore(DECODER, "requestIntake", intake);
        pipeline.addAfter(
                ENCODER, "replyWatch", new ReplyWatch(last -> intake.turn().answerBegins(last), intake::answerEnds));
    }

    /** The guard of a connection; {@code null} if it is HTTP/2. */
    public static @Nullable RequestGuard of(HttpConnection connection) {
        return connection instanceof Http1xServerConnection http1
                ? http1.channel().attr(KEY).get()
                : null;
    }

    /**
     * Leaves something beside the connection for who handles its first request.
     *
     * @param connection that has a guard
     */
    public static void leave(HttpConnection connection, Object left) {
        requireNonNull(of(connection)).left = left;
    }

    /** What was left for the request under way, once; {@code null} if that is nothing of this kind. */
    public <T> @Nullable T take(Class<T> kind) {
        Object found = left;
        if (!kind.isInstance(found)) {
            return null;
        }
        left = null;
        return kind.cast(found);
    }

    /**
     * Who tells the client, if the rest of the request under way turns out to be broken before its answer has begun. The
     * request fails with the same refusal after that, and the connection is closed.
     */
    public void whenBroken(Handler<Refusal> told) {
        intake.turn().whenBroken(told);
    }

    /**
     * Sends an answer before the answer to the request under way; not to an HTTP/1.0 client, nor when the answer has begun.
     *
     * @param status 100 to 199, but not 101
     */
    public void interim(int status, MultiMap headers) {
        if (!intake.turn().http10() && !intake.turn().answerBegun()) {
            Future<?> unused = intake.context().writeAndFlush(InterimHead.bytes(status, headers));
        }
    }

    /**
     * From here on the connection is a tunnel: what follows passes as it is, and so does what has come already. Only after
     * {@code toNetSocket()} has taken the decoder away.
     *
     * @throws IllegalStateException if the request under way did not ask for a WebSocket, or was not granted one
     */
    public void tunnel() {
        if (!intake.turn().mayTunnel()) {
            throw new IllegalStateException("Nobody asked for a tunnel");
        }
        intake.tunnel();
    }

    /** The upgrade that was asked for was not granted: what follows is the next request, once this one is answered. */
    public void noTunnel() {
        intake.turn().noTunnel();
    }

    /** The connection ends with the answer to the request under way: what follows that request is none. */
    public void noOther() {
        intake.turn().noOther();
    }

    /** Breaks the connection so that the other side can tell (RST): what it has got is not all. */
    public void reset() {
        Closing.reset(intake.context().channel());
    }
}
