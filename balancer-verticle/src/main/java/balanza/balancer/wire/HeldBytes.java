package balanza.balancer.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.ByteToMessageDecoder;

/** What has come and has not been passed on yet; released by whoever drops it. */
final class HeldBytes {
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

    void add(ByteBufAllocator allocator, ByteBuf more) {
        bytes = bytes.isReadable()
                ? ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, bytes, more)
                : instead(more);
    }

    int size() {
        return bytes.readableBytes();
    }

    /** All of it, to look at. */
    ByteBuf all() {
        return bytes;
    }

    /** The next {@code length} bytes, which are the caller's from now on. */
    ByteBuf take(int length) {
        if (length < bytes.readableBytes()) {
            return bytes.readRetainedSlice(length);
        }
        ByteBuf all = bytes;
        bytes = Unpooled.EMPTY_BUFFER;
        return all;
    }

    void drop() {
        bytes = instead(Unpooled.EMPTY_BUFFER);
    }

    private ByteBuf instead(ByteBuf others) {
        bytes.release();
        return others;
    }
}
