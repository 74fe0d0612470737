package balanza.balancer.wire;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** What Vert.x sees of a head that was refused: a request that the decoder failed to make sense of, and nothing of its bytes. */
final class RefusedHead {
    private static final int HEAD = 'H' << 24 | 'E' << 16 | 'A' << 8 | 'D';

    private RefusedHead() {}

    /** @param seen the bytes that were refused; an answer to HEAD has no body */
    static DefaultHttpRequest of(Refusal refusal, @Nullable ByteBuf seen) {
        HttpMethod method = seen != null && isHead(seen) ? HttpMethod.HEAD : HttpMethod.GET;
        DefaultHttpRequest failed = new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, "/");
        failed.setDecoderResult(DecoderResult.failure(refusal));
        return failed;
    }

    private static boolean isHead(ByteBuf seen) {
        int start = seen.readerIndex();
        return seen.readableBytes() > 4 && seen.getInt(start) == HEAD && seen.getByte(start + 4) == ' ';
    }
}
