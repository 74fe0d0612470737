package balanza.balancer.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;

/** Stands before the encoder and sees when an answer begins and ends; what comes before an answer is none. */
final class ReplyWatch extends ChannelOutboundHandlerAdapter {
    private final Runnable begins;
    private final Runnable ends;

    ReplyWatch(Runnable begins, Runnable ends) {
        this.begins = begins;
        this.ends = ends;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        boolean interim = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof HttpResponse && !interim) {
            begins.run();
        }
        boolean last = message instanceof LastHttpContent && !interim;
        super.write(ctx, message, promise);
        if (last) {
            ends.run();
        }
    }
}
