package balanza.balancer.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;

/** Stands before the encoder and sees when an answer begins and ends; what comes before an answer is none. */
final class ReplyWatch extends ChannelOutboundHandlerAdapter {
    private final Begins begins;
    private final Runnable ends;

    /** Is told that an answer begins. */
    interface Begins {
        /** @param last whether it says that the connection ends with it */
        void answer(boolean last);
    }

    ReplyWatch(Begins begins, Runnable ends) {
        this.begins = begins;
        this.ends = ends;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        boolean interim = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof HttpResponse response && !interim) {
            begins.answer(response.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true));
        }
        boolean last = message instanceof LastHttpContent && !interim;
        super.write(ctx, message, promise);
        if (last) {
            ends.run();
        }
    }
}
