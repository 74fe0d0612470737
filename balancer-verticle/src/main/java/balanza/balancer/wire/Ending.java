package balanza.balancer.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.vertx.core.http.impl.Http1xServerConnection;

/** How a client's connection ends: from its side, from ours, or in the middle of something. */
final class Ending {
    private final Http1xServerConnection connection;
    private final Channel channel;
    private final Closing closing = new Closing();
    private boolean unwantedCame;

    Ending(Http1xServerConnection connection) {
        this.connection = connection;
        channel = connection.channel();
    }

    /** Whether the client has sent what nobody will read. */
    void unwantedCame(boolean came) {
        unwantedCame = came;
    }

    /** Whether the client has ended its side. */
    boolean clientEnded() {
        return HalfClosed.is(channel);
    }

    /**
     * The client has just ended its side.
     *
     * @param served whether it may be waiting for an answer
     * @return whether the connection goes on
     */
    boolean clientEnds(ChannelHandlerContext ctx, boolean served) {
        if (closing.lingers() || !(served || HalfClosed.unsent(channel))) {
            Closing.now(ctx);
            return false;
        }
        HalfClosed.watch(ctx);
        return true;
    }

    /** Closes when whoever has just written the last answer is through with it. */
    void soon() {
        channel.eventLoop().execute(connection::close);
    }

    /**
     * Closes in such a way that a client that is sending still gets its answer.
     *
     * @param sending whether more may be coming, besides what was unwanted
     * @return whether it does; otherwise nothing was done
     */
    boolean lingers(ChannelHandlerContext ctx, ChannelPromise promise, boolean sending) {
        boolean lingers = (sending || unwantedCame) && !clientEnded() && channel.isActive();
        if (lingers) {
            closing.linger(ctx, promise);
        }
        return lingers;
    }

    /** The body under way cannot be read on: whoever reads it must not take it for whole. */
    void breakOff(Refusal refusal, Turn turn) {
        turn.broken(refusal, connection.context());
        connection.handleException(refusal);
        if (turn.answerBegun() && !turn.answerEnded()) {
            Closing.reset(channel);
        } else {
            connection.close();
        }
    }
}
