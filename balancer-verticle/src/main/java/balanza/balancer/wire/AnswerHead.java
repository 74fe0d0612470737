package balanza.balancer.wire;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;

/**
 * What the head of an answer says of its framing.
 *
 * @param bytes from the status line's first to the empty line's last
 * @param length the {@code Content-Length}, in bytes; negative if there is none
 * @param chunked whether the body comes in chunks
 * @param close whether the node will close the connection after this answer
 * @param fields of an answer before the answer, less those of framing; empty for others, as nobody asks
 */
public record AnswerHead(int status, int bytes, long length, boolean chunked, boolean close, MultiMap fields) {
    public static final int SWITCHING_PROTOCOLS = 101;

    /** Whether another head follows that answers the same request. */
    public boolean interim() {
        return status < 200 && status != SWITCHING_PROTOCOLS;
    }

    /**
     * The body that follows.
     *
     * <p>Source: RFC 9112 section 6.3.
     *
     * @param data is told, each time, which of the bytes taken are the body's own
     */
    AnswerBody bodyOf(HttpMethod method, DataTable data) {
        if (method.equals(HttpMethod.HEAD) || status == 204 || status == 304) {
            return AnswerBody.counted(0, data);
        }
        if (chunked) {
            return new ChunkedBody(AnswerScanner.MAX_BYTES - bytes, data);
        }
        return length >= 0 ? AnswerBody.counted(length, data) : AnswerBody.untilClose(data);
    }
}
