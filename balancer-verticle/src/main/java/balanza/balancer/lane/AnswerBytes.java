package balanza.balancer.lane;

import static balanza.balancer.lane.HeadBuffer.ascii;

import balanza.balancer.wire.AnswerHead;
import balanza.balancer.wire.DataTable;
import balanza.balancer.wire.FieldTable;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** The answer on its way to the client: the head rewritten, in place where it fits, and the body as it comes. */
final class AnswerBytes {
    private static final ByteBuf LAST_CHUNK = constant("0\r\n\r\n");
    private static final ByteBuf CHUNK_END = constant("\r\n");

    private final ClientOutput client;
    private final ClientHead clientHead;
    private final LaneExchange exchange;
    private final AnswerHead facts;
    private final boolean chunked;

    AnswerBytes(
            ClientOutput client, ClientHead clientHead, LaneExchange exchange, AnswerHead facts, HttpMethod method) {
        this.client = client;
        this.clientHead = clientHead;
        this.exchange = exchange;
        this.facts = facts;
        chunked =
                facts.length() < 0 && !method.equals(HttpMethod.HEAD) && facts.status() != 204 && facts.status() != 304;
    }

    private static ByteBuf constant(String text) {
        byte[] bytes = ascii(text);
        return Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(bytes.length).writeBytes(bytes).asReadOnly());
    }

    /**
     * Begins.
     *
     * @param good from the head's first byte on
     * @param cookie that makes the client stay with its node; {@code null} for none
     */
    void begin(ByteBuf good, FieldTable fields, DataTable data, @Nullable String cookie, boolean whole) {
        HeadBuffer head = clientHead.of(good, facts, fields, cookie, chunked, exchange.closes());
        int start = good.readerIndex();
        int bodyStart = start + facts.bytes();
        if (!chunked && head.length() <= facts.bytes()) {
            head.setInto(good, bodyStart - head.length());
            good.readerIndex(bodyStart - head.length());
            good.writerIndex(bodyStart + data.bytes());
            write(good, whole);
            return;
        }
        ByteBuf own = client.memory().directBuffer(head.length());
        head.writeTo(own);
        boolean more = chunked || data.bytes() > 0;
        write(own, whole && !more);
        if (!more) {
            good.release();
        } else if (chunked) {
            chunk(good, data, whole);
        } else {
            good.readerIndex(bodyStart);
            good.writerIndex(bodyStart + data.bytes());
            write(good, whole);
        }
    }

    /** Goes on; {@code good} is of the body only. */
    void more(ByteBuf good, DataTable data, boolean whole) {
        if (chunked) {
            chunk(good, data, whole);
        } else {
            write(good, whole);
        }
    }

    /** The body has ended with its connection. */
    void end() {
        write(LAST_CHUNK.duplicate(), true);
    }

    /** What has come of the body, as one chunk of our own: nothing of the node's framing passes. */
    private void chunk(ByteBuf good, DataTable data, boolean whole) {
        int start = good.readerIndex();
        if (data.bytes() > 0) {
            byte[] size = ascii(Integer.toHexString(data.bytes()) + "\r\n");
            write(client.memory().directBuffer(size.length).writeBytes(size), false);
            for (int i = 0; i < data.count(); i++) {
                write(good.retainedSlice(start + data.from(i), data.to(i) - data.from(i)), false);
            }
            write(CHUNK_END.duplicate(), false);
        }
        good.release();
        if (whole) {
            write(LAST_CHUNK.duplicate(), true);
        }
    }

    private void write(ByteBuf bytes, boolean last) {
        if (last) {
            client.writeLast(bytes, exchange);
        } else {
            client.write(bytes);
        }
    }
}
