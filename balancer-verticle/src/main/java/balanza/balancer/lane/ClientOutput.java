package balanza.balancer.lane;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a client is sent. */
final class ClientOutput implements Flushing.Output {
    private final FastLane lane;
    private final Channel channel;
    private @Nullable ChannelHandlerContext context;
    private boolean unflushed;

    ClientOutput(FastLane lane, Channel channel) {
        this.lane = lane;
        this.channel = channel;
    }

    /** @param from the handler before which nothing of the lane stands */
    void begin(ChannelHandlerContext from) {
        context = from;
    }

    ByteBufAllocator memory() {
        return channel.alloc();
    }

    /** Whether more may be written now. */
    boolean writable() {
        return channel.isWritable();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A broken connection tells of itself.
    void write(ByteBuf bytes) {
        context().write(bytes, channel.voidPromise());
        toFlush();
    }

    /** Writes the last of an answer. */
    @SuppressWarnings("FutureReturnValueIgnored") // The exchange is told.
    void writeLast(ByteBuf bytes, LaneExchange told) {
        context().write(bytes).addListener(told);
        toFlush();
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public void flush() {
        if (unflushed) {
            unflushed = false;
            context().flush();
        }
    }

    private void toFlush() {
        if (!unflushed) {
            unflushed = true;
            lane.flushing().answer(this);
        }
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context);
    }
}
