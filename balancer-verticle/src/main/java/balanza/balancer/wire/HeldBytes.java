package balanza.balancer.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.ByteToMessageDecoder;

/** What has come and has not been passed on yet; released by whoever drops it. */
public final class HeldBytes {
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

    /** Takes what has come. */
    public void add(ByteBufAllocator allocator, ByteBuf more) {
        bytes = bytes.isReadable()
                ? ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, bytes, more)
                : instead(more);
    }

    /** How much there is, in bytes. */
    public int size() {
        return bytes.readableBytes();
    }

    /** All of it, to look at. */
    public ByteBuf all() {
        return bytes;
    }

    /** The next {@code length} bytes, which are the caller's from now on. */
    public ByteBuf take(int length) {
        if (length < bytes.readableBytes()) {
            return bytes.readRetainedSlice(length);
        }
        ByteBuf all = bytes;
        bytes = Unpooled.EMPTY_BUFFER;
        return all;
    }

    /** Releases all of it. */
    public void drop() {
        bytes = instead(Unpooled.EMPTY_BUFFER);
    }

    private ByteBuf instead(ByteBuf others) {
        bytes.release();
        return others;
    }
}
