package balanza.balancer.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer's head to the letter. It can be asked again when more bytes have come, and does not look at a byte twice.
 *
 * <p>Source: RFC 9112 sections 2.2, 4 and 5.
 */
final class AnswerScanner {
    static final int MAX_BYTES = 64 * 1024;
    static final int MAX_LINES = 200;

    /** Vert.x's decoder takes no longer one. */
    private static final int STATUS_LINE_BYTES = 4096;

    private static final byte[] BEGINNING = "HTTP/1.".getBytes(US_ASCII);
    private static final byte CR = '\r';
    private static final byte LF = '\n';

    private final FieldTable table;

    /** Offsets from the head's first byte: the line that is being read, and how far it was searched for its end. */
    private int line;

    private int searched;
    private int lines;
    private int status;
    private @Nullable AnswerFields fields;

    /** @param table is filled with the head's fields */
    AnswerScanner(FieldTable table) {
        this.table = table;
        table.clear();
    }

    /**
     * Goes on reading.
     *
     * @param in holds, from its reader index, all of the head that has come, and perhaps more; it is not changed
     * @return {@code null} if the head is not whole
     */
    @Nullable
    AnswerHead scan(ByteBuf in) throws MalformedAnswer {
        int start = in.readerIndex();
        int until = Math.min(in.writerIndex(), start + MAX_BYTES);
        for (; ; ) {
            int lf = in.indexOf(start + searched, until, LF);
            if (lf < 0) {
                searched = until - start;
                refuseEarly(in, start);
                return null;
            }
            int from = start + line;
            int to = lf - 1;
            if (to < from || in.getByte(to) != CR) {
                throw new MalformedAnswer("A line of its head does not end with CR LF");
            }
            searched = lf + 1 - start;
            line = searched;
            if (fields == null) {
                fields = statusLine(in, from, to);
            } else if (to == from) {
                return fields.head(status, line);
            } else {
                fields.add(in, start, from, to);
            }
            if (++lines > MAX_LINES) {
                throw new MalformedAnswer("Its head has more than " + MAX_LINES + " lines");
            }
        }
    }

    /** Does not wait for the end of what cannot become a head. */
    private void refuseEarly(ByteBuf in, int start) throws MalformedAnswer {
        if (searched == MAX_BYTES) {
            throw new MalformedAnswer("Its head has more than " + MAX_BYTES + " bytes");
        }
        if (fields == null) {
            beginning(in, start, start + Math.min(searched, BEGINNING.length));
        }
    }

    private static void beginning(ByteBuf in, int from, int to) throws MalformedAnswer {
        for (int i = from; i < to; i++) {
            if (in.getByte(i) != BEGINNING[i - from]) {
                throw new MalformedAnswer("It does not begin like an answer of HTTP/1");
            }
        }
    }

    /** {@code HTTP/1.1 200 OK}; the reason may be missing, and with it the space before it, as many servers have it. */
    private AnswerFields statusLine(ByteBuf in, int from, int to) throws MalformedAnswer {
        int code = from + BEGINNING.length + 2;
        int reason = code + 3;
        beginning(in, from, Math.min(to, from + BEGINNING.length));
        if (to < reason || to - from > STATUS_LINE_BYTES) {
            throw new MalformedAnswer("Its status line is too short or too long");
        }
        byte minor = in.getByte(code - 2);
        if ((minor != '0' && minor != '1') || in.getByte(code - 1) != ' ') {
            throw new MalformedAnswer("It is neither HTTP/1.0 nor HTTP/1.1");
        }
        for (int i = code; i < reason; i++) {
            byte digit = in.getByte(i);
            if (!Grammar.isDigit(digit)) {
                throw new MalformedAnswer("Its status is not a number of three digits");
            }
            status = status * 10 + (digit - '0');
        }
        if (status < 100 || status > 599 || (reason < to && in.getByte(reason) != ' ')) {
            throw new MalformedAnswer("Its status is not from 100 to 599");
        }
        for (int i = reason; i < to; i++) {
            if (!Grammar.isValue(in.getByte(i))) {
                throw new MalformedAnswer("Its reason has a control character");
            }
        }
        return new AnswerFields(table, status < 200, minor == '0');
    }
}
