package balanza.balancer.lane;

import static java.nio.charset.StandardCharsets.US_ASCII;

import balanza.balancer.wire.FieldTable;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Where a head is put together. Each event loop has one, which is used again and again. */
final class HeadBuffer {
    private static final byte[] END_OF_LINE = {'\r', '\n'};
    private static final byte[] COLON = {':', ' '};

    private byte[] bytes = new byte[4 * 1024];
    private int length;

    static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    HeadBuffer put(byte[] more) {
        return put(more, 0, more.length);
    }

    HeadBuffer put(byte[] from, int start, int end) {
        int size = end - start;
        room(size);
        System.arraycopy(from, start, bytes, length, size);
        length += size;
        return this;
    }

    /** @param text ASCII only */
    @SuppressWarnings("deprecation") // Which is just what is needed: the low bytes, without a copy.
    HeadBuffer put(String text) {
        room(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
        return this;
    }

    HeadBuffer endLine() {
        return put(END_OF_LINE);
    }

    /** One field of a head, its line written in the usual way whatever it was like. */
    void putField(byte[] head, FieldTable fields, int i) {
        int nameEnd = fields.nameEnd(i);
        int from = fields.from(i);
        int to = fields.to(i);
        boolean usual = from == nameEnd + 2 && head[nameEnd + 1] == ' ' && head[to] == '\r';
        if (usual) {
            put(head, fields.name(i), to + 2);
        } else {
            put(head, fields.name(i), nameEnd).put(COLON).put(head, from, to).endLine();
        }
    }

    /** A copy. */
    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    void writeTo(ByteBuf out) {
        out.writeBytes(bytes, 0, length);
    }

    /** Over what is there already. */
    void setInto(ByteBuf out, int index) {
        out.setBytes(index, bytes, 0, length);
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
