package balanza.balancer.wire;

import java.util.Locale;
import java.util.Set;

/**
 * Reads the lines after the last chunk, byte by byte, up to and with the empty one. They must look like header fields, and
 * none may be one that decides about the request, now that it has been decided upon.
 *
 * <p>Source: RFC 9112 section 7.1.2, RFC 9110 section 6.5.1.
 */
final class TrailerLines {
    private static final int MAX_BYTES = 8 * 1024;
    private static final int MAX_LINES = 32;
    private static final int MAX_NAME = 256;

    private static final Set<String> FORBIDDEN = Set.of(
            "authorization",
            "connection",
            "content-encoding",
            "content-length",
            "content-range",
            "content-type",
            "cookie",
            "expect",
            "host",
            "keep-alive",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private enum Part {
        START,
        NAME,
        VALUE,
        LF,
        LAST_LF
    }

    private final StringBuilder name = new StringBuilder();
    private Part part = Part.START;
    private int length;
    private int lines;

    /** @return whether the empty line is whole */
    boolean take(byte octet) throws Refusal {
        if (++length > MAX_BYTES) {
            throw malformed();
        }
        switch (part) {
            case START -> start(octet);
            case NAME -> name(octet);
            case VALUE -> {
                if (octet == '\r') {
                    part = Part.LF;
                } else if (!Grammar.isValue(octet)) {
                    throw malformed();
                }
            }
            case LF, LAST_LF -> {
                if (octet != '\n') {
                    throw malformed();
                }
                boolean last = part == Part.LAST_LF;
                part = Part.START;
                return last;
            }
        }
        return false;
    }

    private void start(byte octet) throws Refusal {
        if (octet == '\r') {
            part = Part.LAST_LF;
            return;
        }
        if (++lines > MAX_LINES) {
            throw malformed();
        }
        name.setLength(0);
        part = Part.NAME;
        name(octet);
    }

    private void name(byte octet) throws Refusal {
        if (octet == ':' && !name.isEmpty()) {
            if (FORBIDDEN.contains(name.toString().toLowerCase(Locale.ROOT))) {
                throw Refusal.malformed("trailer: " + name + " (expected: in the header section, or nowhere)");
            }
            part = Part.VALUE;
        } else if (Grammar.isToken(octet) && name.length() < MAX_NAME) {
            name.append((char) octet);
        } else {
            throw malformed();
        }
    }

    private static Refusal malformed() {
        return Refusal.malformed("trailer: malformed (expected: few and short fields, each a name, a colon, a value)");
    }
}
