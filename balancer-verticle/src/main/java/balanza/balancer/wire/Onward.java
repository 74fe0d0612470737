package balanza.balancer.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpRequest;

/** The way from a client's guard on to Vert.x. */
final class Onward {
    private final ChannelHandlerContext context;
    private boolean passed;

    Onward(ChannelHandlerContext context) {
        this.context = context;
    }

    /** Into the decoder. */
    void pass(Object message) {
        passed = true;
        context.fireChannelRead(message);
    }

    /** Past the decoder. */
    void fail(DefaultHttpRequest failed) {
        passed = true;
        context.pipeline().context(RequestGuard.DECODER).fireChannelRead(failed);
    }

    /** Vert.x flushes, and looks at how much it has to do, when it hears that a round of reading is over. */
    void complete() {
        if (passed) {
            passed = false;
            context.fireChannelReadComplete();
        }
    }
}
