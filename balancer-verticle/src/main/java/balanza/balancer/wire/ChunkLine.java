package balanza.balancer.wire;

/**
 * Reads the line before a chunk, byte by byte: its size in hexadecimal digits, and extensions that nobody needs but that may
 * be there. No space outside a quoted string, which some take for the end of the size and some do not.
 *
 * <p>Source: RFC 9112 section 7.1.
 */
final class ChunkLine {
    /** What Netty's decoder can count to. */
    private static final long MAX_SIZE = Integer.MAX_VALUE;

    private static final int MAX_DIGITS = 16;
    private static final int MAX_BYTES = 256;

    private enum Part {
        SIZE,
        NAME_START,
        NAME,
        VALUE_START,
        VALUE,
        QUOTED,
        ESCAPED,
        QUOTED_END,
        LF
    }

    private Part part = Part.SIZE;
    private long size;
    private int digits;
    private int length;

    /** @return whether the line is whole */
    boolean take(byte octet) throws Refusal {
        if (part == Part.LF) {
            if (octet != '\n') {
                throw malformed();
            }
            return true;
        }
        if (++length > MAX_BYTES) {
            throw malformed();
        }
        part = octet == '\r' ? ended() : next(octet);
        return false;
    }

    /** Of the chunk, in bytes, once the line is whole; 0 is the last one. */
    long size() {
        return size;
    }

    private Part ended() throws Refusal {
        return switch (part) {
            case SIZE -> afterSize(Part.LF);
            case NAME, VALUE, QUOTED_END -> Part.LF;
            default -> throw malformed();
        };
    }

    private Part next(byte octet) throws Refusal {
        return switch (part) {
            case SIZE -> octet == ';' ? afterSize(Part.NAME_START) : digit(octet);
            case NAME_START -> token(octet, Part.NAME);
            case NAME -> octet == '=' ? Part.VALUE_START : octet == ';' ? Part.NAME_START : token(octet, Part.NAME);
            case VALUE_START -> octet == '"' ? Part.QUOTED : token(octet, Part.VALUE);
            case VALUE -> octet == ';' ? Part.NAME_START : token(octet, Part.VALUE);
            case QUOTED -> octet == '"' ? Part.QUOTED_END : octet == '\\' ? Part.ESCAPED : text(octet);
            case ESCAPED -> text(octet);
            case QUOTED_END -> {
                if (octet != ';') {
                    throw malformed();
                }
                yield Part.NAME_START;
            }
            case LF -> throw malformed();
        };
    }

    private Part digit(byte octet) throws Refusal {
        int value = Grammar.hexDigit(octet);
        size = size * 16 + value;
        if (value < 0 || ++digits > MAX_DIGITS || size > MAX_SIZE) {
            throw malformed();
        }
        return Part.SIZE;
    }

    private Part afterSize(Part next) throws Refusal {
        if (digits == 0) {
            throw malformed();
        }
        return next;
    }

    private static Part token(byte octet, Part then) throws Refusal {
        if (!Grammar.isToken(octet)) {
            throw malformed();
        }
        return then;
    }

    /** ASCII only: Netty's decoder cannot do more. */
    private static Part text(byte octet) throws Refusal {
        if (octet < 0 || !Grammar.isValue(octet)) {
            throw malformed();
        }
        return Part.QUOTED;
    }

    private static Refusal malformed() {
        return Refusal.malformed(
                "chunk: malformed size (expected: at most " + MAX_SIZE + " in hexadecimal digits, then CRLF)");
    }
}
