package balanza.balancer.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Stands behind Vert.x's decoder, for what the guard in front of it cannot do: let no end of an answer through that is none,
 * and tell when Vert.x takes the end out of the queue in which it may have waited for a slow client.
 */
final class AnswerEnd extends ChannelInboundHandlerAdapter {
    private final AnswerGuard guard;

    AnswerEnd(AnswerGuard guard) {
        this.guard = guard;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        switch (guard.verdict(message)) {
            case PASS -> ctx.fireChannelRead(message);
            case END -> ctx.fireChannelRead(new Last((LastHttpContent) message));
            case DROP -> ReferenceCountUtil.release(message);
        }
    }

    /** What becomes of something that was decoded. */
    enum Verdict {
        PASS,
        END,
        DROP
    }

    /** The end of an answer. Vert.x asks each piece for its result when it takes it, and at no other time. */
    private final class Last extends DefaultLastHttpContent {
        private Last(LastHttpContent decoded) {
            super(decoded.content(), decoded.trailingHeaders());
            setDecoderResult(decoded.decoderResult());
        }

        @Override
        public DecoderResult decoderResult() {
            guard.taken();
            return super.decoderResult();
        }
    }

    /** Whether {@code message} is the decoder's complaint. */
    static boolean isComplaint(Object message) {
        return message instanceof HttpObject piece && piece.decoderResult().isFailure();
    }
}
