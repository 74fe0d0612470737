package balanza.balancer.wire;

import io.netty.buffer.ByteBuf;

/**
 * Finds where a chunked body ends, and judges it on the way. One for each body.
 *
 * <p>Source: RFC 9112 section 7.1.
 */
final class ChunkScanner {
    private enum Part {
        LINE,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILERS,
        END
    }

    private final TrailerLines trailers = new TrailerLines();
    private ChunkLine line = new ChunkLine();
    private Part part = Part.LINE;
    private long left;

    /**
     * Reads on in the body.
     *
     * @param bytes what comes next; nothing is taken from them
     * @return how many of them belong to the body: all, or those up to its end
     * @throws Refusal if it is no chunked body, or could be read as two different ones
     */
    int scan(ByteBuf bytes) throws Refusal {
        int at = bytes.readerIndex();
        while (at < bytes.writerIndex() && part != Part.END) {
            if (part == Part.DATA) {
                int piece = (int) Math.min(left, bytes.writerIndex() - at);
                at += piece;
                left -= piece;
                part = left == 0 ? Part.DATA_CR : Part.DATA;
            } else {
                part = take(bytes.getByte(at++));
            }
        }
        return at - bytes.readerIndex();
    }

    /** Whether the body's end has been found. */
    boolean ended() {
        return part == Part.END;
    }

    private Part take(byte octet) throws Refusal {
        return switch (part) {
            case LINE -> line.take(octet) ? afterLine() : Part.LINE;
            case DATA_CR -> expect(octet, '\r', Part.DATA_LF);
            case DATA_LF -> expect(octet, '\n', Part.LINE);
            case TRAILERS -> trailers.take(octet) ? Part.END : Part.TRAILERS;
            case DATA, END -> throw new IllegalStateException(part.name());
        };
    }

    private Part afterLine() {
        left = line.size();
        line = new ChunkLine();
        return left == 0 ? Part.TRAILERS : Part.DATA;
    }

    private static Part expect(byte octet, char expected, Part then) throws Refusal {
        if (octet != expected) {
            throw Refusal.malformed("chunk: longer than it says (expected: CRLF at its end)");
        }
        return then;
    }
}
