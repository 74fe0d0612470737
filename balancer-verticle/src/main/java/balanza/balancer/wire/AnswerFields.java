package balanza.balancer.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.vertx.core.MultiMap;

/**
 * The field lines of one answer's head, and what they say of its framing.
 *
 * <p>Source: RFC 9112 sections 5 and 6.
 */
final class AnswerFields {
    /** Longer ones are overflow or padding, and padding is a disguise. */
    private static final int LENGTH_DIGITS = 18;

    private static final String LENGTH = "content-length";
    private static final String ENCODING = "transfer-encoding";
    private static final String CONNECTION = "connection";

    private static final MultiMap NOT_KEPT = MultiMap.caseInsensitiveMultiMap();

    private final FieldTable table;
    private final boolean kept;
    private final boolean old;
    private final MultiMap all;
    private long length = -1;
    private boolean chunked;
    private boolean close;
    private boolean keepAlive;

    /**
     * @param table is filled with them
     * @param kept whether anybody will ask for the fields themselves
     * @param old whether the answer is HTTP/1.0
     */
    AnswerFields(FieldTable table, boolean kept, boolean old) {
        this.table = table;
        this.kept = kept;
        this.all = kept ? MultiMap.caseInsensitiveMultiMap() : NOT_KEPT;
        this.old = old;
    }

    /** Takes the line from {@code from} up to {@code to}, without its end; the head begins at {@code start}. */
    void add(ByteBuf in, int start, int from, int to) throws MalformedAnswer {
        int colon = nameEnd(in, from, to);
        int begin = colon + 1;
        int end = to;
        for (int i = begin; i < end; i++) {
            if (!Grammar.isValue(in.getByte(i))) {
                throw new MalformedAnswer("A header's value has a control character");
            }
        }
        while (begin < end && Grammar.isSpace(in.getByte(begin))) {
            begin++;
        }
        while (begin < end && Grammar.isSpace(in.getByte(end - 1))) {
            end--;
        }
        table.add(from - start, colon - start, begin - start, end - start);
        if (is(LENGTH, in, from, colon)) {
            length(in, begin, end);
        } else if (is(ENCODING, in, from, colon)) {
            encoding(in, begin, end);
        } else {
            if (is(CONNECTION, in, from, colon)) {
                connection(in, begin, end);
            }
            if (kept) {
                all.add(in.toString(from, colon - from, US_ASCII), in.toString(begin, end - begin, ISO_8859_1));
            }
        }
    }

    /** The head's end was reached. */
    AnswerHead head(int status, int bytes) throws MalformedAnswer {
        if (chunked && length >= 0) {
            throw new MalformedAnswer("It has both Content-Length and Transfer-Encoding");
        }
        boolean closes = close || (old && !keepAlive); // RFC 9112 section 9.3
        return new AnswerHead(status, bytes, length, chunked, closes, all);
    }

    private static int nameEnd(ByteBuf in, int from, int to) throws MalformedAnswer {
        if (Grammar.isSpace(in.getByte(from))) {
            throw new MalformedAnswer("A header is folded");
        }
        int end = from;
        while (end < to && Grammar.isToken(in.getByte(end))) {
            end++;
        }
        if (end == to || in.getByte(end) != ':') {
            throw new MalformedAnswer("A header's name is not followed by a colon");
        }
        if (end == from) {
            throw new MalformedAnswer("A header has no name");
        }
        return end;
    }

    private void length(ByteBuf in, int from, int to) throws MalformedAnswer {
        if (length >= 0) {
            throw new MalformedAnswer("It has more than one Content-Length"); // The decoder takes no equal ones either.
        }
        if (from == to || to - from > LENGTH_DIGITS) {
            throw new MalformedAnswer("Its Content-Length is not a length");
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            byte digit = in.getByte(i);
            if (!Grammar.isDigit(digit)) {
                throw new MalformedAnswer("Its Content-Length is not a length");
            }
            value = value * 10 + (digit - '0');
        }
        length = value;
    }

    private void encoding(ByteBuf in, int from, int to) throws MalformedAnswer {
        if (old) {
            throw new MalformedAnswer("It has a Transfer-Encoding and is HTTP/1.0");
        }
        if (chunked || !is("chunked", in, from, to)) {
            throw new MalformedAnswer("Its Transfer-Encoding is not just chunked");
        }
        chunked = true;
    }

    private void connection(ByteBuf in, int from, int to) {
        if (is("keep-alive", in, from, to)) {
            keepAlive = true;
            return; // As it mostly is.
        }
        for (String option : in.toString(from, to - from, US_ASCII).split(",", -1)) {
            close |= option.strip().equalsIgnoreCase("close");
            keepAlive |= option.strip().equalsIgnoreCase("keep-alive");
        }
    }

    /** @param expected in lower case */
    private static boolean is(String expected, ByteBuf in, int from, int to) {
        if (to - from != expected.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            byte octet = in.getByte(i);
            if ((octet >= 'A' && octet <= 'Z' ? octet + 32 : octet) != expected.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }
}
