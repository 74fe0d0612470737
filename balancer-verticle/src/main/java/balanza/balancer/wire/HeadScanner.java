package balanza.balancer.wire;

import balanza.contract.ApiError;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the head of a request ends, and judges it. It remembers how far it has come in a head that arrives in pieces,
 * so that no byte is searched twice, and is ready for the next head after each.
 *
 * <p>Source: RFC 9112 section 2.2 for lines, of which only CRLF is an end here.
 */
public final class HeadScanner {
    private static final byte[] NONE = {};

    private final WireLimits limits;
    private final FieldTable table;
    private byte[] head = NONE;

    /** An empty line before a head is tolerated, once. */
    private boolean emptyLineSkipped;

    /** Offsets from the head's first byte. */
    private int searched;

    private int lineStart;
    private int fieldsStart;
    private int fields;

    HeadScanner(WireLimits limits) {
        this(limits, new FieldTable());
    }

    /** @param table is filled with the fields of each head */
    public HeadScanner(WireLimits limits, FieldTable table) {
        this.limits = limits;
        this.table = table;
    }

    /**
     * Looks at what has come so far.
     *
     * @param bytes from the head's first byte on; nothing is taken from them but an empty line before the head
     * @return the head, if it is whole
     * @throws Refusal if no request can begin like this
     */
    public @Nullable RequestHead scan(ByteBuf bytes) throws Refusal {
        skipEmptyLine(bytes);
        int start = bytes.readerIndex();
        for (; ; ) {
            int lf = bytes.indexOf(start + searched, bytes.writerIndex(), (byte) '\n');
            checkSoFar(bytes, lf < 0 ? bytes.writerIndex() : lf);
            if (lf < 0) {
                searched = bytes.readableBytes();
                return null;
            }
            if (lf == start || bytes.getByte(lf - 1) != '\r') {
                throw Refusal.malformed("line: ends with LF (expected: CRLF)");
            }
            int length = lf - 1 - start - lineStart;
            checkLine(length);
            lineStart = lf + 1 - start;
            searched = lineStart;
            if (length == 0) {
                return judge(bytes);
            }
        }
    }

    /** The bytes of the last head that was whole, each line of it ending with CRLF, the empty line too. */
    public byte[] head() {
        return head;
    }

    private void skipEmptyLine(ByteBuf bytes) {
        int start = bytes.readerIndex();
        if (!emptyLineSkipped
                && searched <= 1
                && bytes.readableBytes() >= 2
                && bytes.getByte(start) == '\r'
                && bytes.getByte(start + 1) == '\n') {
            bytes.skipBytes(2);
            emptyLineSkipped = true;
            searched = 0;
        }
    }

    /**
     * A line has begun that may never end, so that what is wrong with it is told now. The first thing that is wrong is told, so
     * that it is the same in however many pieces a head comes.
     *
     * @param end of what there is of the line, its LF not counted
     */
    private void checkSoFar(ByteBuf bytes, int end) throws Refusal {
        int start = bytes.readerIndex();
        if (lineStart > 0) {
            checkFields(end - start - 2); // The last two may be the empty line.
            return;
        }
        int most = limits.requestLineBytes() + 1; // With its CR.
        int from = start + Math.max(0, searched - 1);
        int to = Math.min(end, start + most + 1);
        int odd = from < to ? bytes.forEachByte(from, to - from, HeadRules::isReadable) : -1;
        if (odd >= 0 && (bytes.getByte(odd) != '\r' || odd < end - 1)) {
            throw HeadRules.unreadableLine();
        }
        if (end - start > most) {
            throw new Refusal(ApiError.URI_TOO_LONG);
        }
    }

    /** @param length of a line that is whole, without its end */
    private void checkLine(int length) throws Refusal {
        if (lineStart == 0) {
            if (length == 0) {
                throw Refusal.malformed("request line: empty (expected: a method, a target and HTTP/1.1)");
            }
            fieldsStart = length + 2;
        } else if (length > 0) {
            fields++;
            checkFields(lineStart + length + 2);
        }
    }

    private void checkFields(int end) throws Refusal {
        if (end - fieldsStart > limits.headersBytes() || fields > limits.headersLines()) {
            throw new Refusal(ApiError.HEADERS_TOO_LARGE);
        }
    }

    private RequestHead judge(ByteBuf bytes) throws Refusal {
        head = new byte[lineStart];
        bytes.getBytes(bytes.readerIndex(), head);
        emptyLineSkipped = false;
        searched = 0;
        lineStart = 0;
        fields = 0;
        return HeadRules.judge(head, table);
    }
}
