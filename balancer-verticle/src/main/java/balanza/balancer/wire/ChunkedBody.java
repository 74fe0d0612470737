package balanza.balancer.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A body in chunks, followed byte by byte except for the data, which is skipped.
 *
 * <p>Source: RFC 9112 section 7.1. Narrower in that no blank stands before an extension's semicolon, as that is where two
 * readers may differ.
 */
final class ChunkedBody implements AnswerBody {
    /** Of the line before a chunk. Vert.x's decoder takes no longer one. */
    private static final int LINE_BYTES = 4096;

    /** Where the next byte stands. */
    private enum At {
        SIZE,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER,
        TRAILER_NAME,
        TRAILER_VALUE,
        TRAILER_LF,
        LAST_LF,
        END
    }

    private final DataTable data;
    private At at = At.SIZE;
    private int lineBytes;
    private int trailerBytes;
    private long size;
    private long left;
    private @Nullable String wrong;

    /** @param trailerBytes what the fields after the last chunk may take */
    ChunkedBody(int trailerBytes, DataTable data) {
        this.data = data;
        this.trailerBytes = trailerBytes;
    }

    @Override
    public int take(ByteBuf in, int from) {
        int end = in.writerIndex();
        int i = from;
        while (i < end && at != At.END) {
            if (at == At.DATA) {
                int taken = (int) Math.min(left, end - i);
                left -= taken;
                data.add(i - in.readerIndex(), i - in.readerIndex() + taken);
                i += taken;
                at = left == 0 ? At.DATA_CR : At.DATA;
            } else {
                wrong = step(in.getByte(i));
                if (wrong != null) {
                    return i;
                }
                i++;
            }
        }
        return i;
    }

    @Override
    public boolean whole() {
        return at == At.END;
    }

    @Override
    public @Nullable String wrong() {
        return wrong;
    }

    private @Nullable String step(byte octet) {
        return switch (at) {
            case SIZE -> size(octet);
            case EXTENSION -> extension(octet);
            case SIZE_LF -> lf(octet, size == 0 ? At.TRAILER : At.DATA);
            case DATA_CR -> octet == '\r' ? to(At.DATA_LF) : "A chunk does not end where its size says";
            case DATA_LF -> lf(octet, At.SIZE);
            default -> trailer(octet);
        };
    }

    private @Nullable String size(byte octet) {
        int digit = Grammar.hexDigit(octet);
        if (digit >= 0) {
            size = size * 16 + digit;
            return size > Integer.MAX_VALUE || ++lineBytes > LINE_BYTES ? "A chunk's size is too large" : null;
        }
        if (lineBytes == 0) {
            return "A chunk has no size";
        }
        return octet == ';' ? to(At.EXTENSION) : octet == '\r' ? to(At.SIZE_LF) : "A chunk's size is not a number";
    }

    private @Nullable String extension(byte octet) {
        if (octet == '\r') {
            return to(At.SIZE_LF);
        }
        return !Grammar.isValue(octet) || ++lineBytes > LINE_BYTES
                ? "A chunk's extension is not text, or too long"
                : null;
    }

    private @Nullable String trailer(byte octet) {
        if (--trailerBytes < 0) {
            return "Its trailer is too large";
        }
        return switch (at) {
            case TRAILER -> octet == '\r' ? to(At.LAST_LF) : name(octet);
            case TRAILER_NAME -> octet == ':' ? to(At.TRAILER_VALUE) : name(octet);
            case TRAILER_VALUE -> octet == '\r' ? to(At.TRAILER_LF) : value(octet);
            case TRAILER_LF -> lf(octet, At.TRAILER);
            default -> lf(octet, At.END);
        };
    }

    private @Nullable String name(byte octet) {
        return Grammar.isToken(octet) ? to(At.TRAILER_NAME) : "A trailer's name is not a name";
    }

    private static @Nullable String value(byte octet) {
        return Grammar.isValue(octet) ? null : "A trailer's value has a control character";
    }

    private @Nullable String lf(byte octet, At next) {
        if (octet != '\n') {
            return "A line of its body does not end with CR LF";
        }
        if (at == At.SIZE_LF) {
            left = size;
        }
        size = 0;
        lineBytes = 0;
        return to(next);
    }

    private @Nullable String to(At next) {
        at = next;
        return null;
    }
}
