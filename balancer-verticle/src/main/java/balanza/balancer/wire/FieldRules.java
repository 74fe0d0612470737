package balanza.balancer.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/**
 * Gathers those fields of one head that decide about the connection: where the body ends, whom the request is for, what comes
 * after it. Each of them may be said once and in one way only.
 *
 * <p>Source: RFC 9112 sections 3.2 (Host), 6 (framing) and 9 (persistence); RFC 9110 sections 7.6.1 (Connection), 7.8
 * (Upgrade) and 10.1.1 (Expect).
 */
final class FieldRules {
    /** More might not fit into a long. */
    private static final int MAX_LENGTH_DIGITS = 18;

    private static final String[] NOT_TO_BE_REMOVED = {"host", "content-length", "authorization", "cookie", "via"};
    private static final String FORWARDED_PREFIX = "x-forwarded-";

    private final boolean http10;
    private final boolean get;

    private @Nullable String host;
    private long contentLength = -1;
    private boolean chunked;
    private boolean close;
    private boolean keepAlive;
    private boolean upgrade;
    private boolean webSocket;

    FieldRules(boolean http10, boolean get) {
        this.http10 = http10;
        this.get = get;
    }

    /** Takes note of one field; {@code head} from {@code name} to {@code nameEnd}, its value without the space around it. */
    void field(byte[] head, int name, int nameEnd, int from, int to) throws Refusal {
        switch (nameEnd - name) {
            case 4 -> {
                if (Grammar.equal(head, name, nameEnd, "host")) {
                    host(new String(head, from, to - from, ISO_8859_1));
                }
            }
            case 6 -> {
                if (Grammar.equal(head, name, nameEnd, "expect") && !Grammar.equal(head, from, to, "100-continue")) {
                    throw Refusal.malformed("Expect: not known (expected: 100-continue)");
                }
            }
            case 7 -> {
                if (Grammar.equal(head, name, nameEnd, "upgrade")) {
                    options(head, from, to, this::upgrade);
                }
            }
            case 10 -> {
                if (Grammar.equal(head, name, nameEnd, "connection")) {
                    options(head, from, to, this::connection);
                }
            }
            case 14 -> {
                if (Grammar.equal(head, name, nameEnd, "content-length")) {
                    contentLength(head, from, to);
                }
            }
            case 17 -> {
                if (Grammar.equal(head, name, nameEnd, "transfer-encoding")) {
                    transferEncoding(head, from, to);
                }
            }
            case 18 -> {
                if (Grammar.startsWith(head, name, nameEnd, "sec-websocket-key")) {
                    // Some take the eight bytes that follow for a part of this request, and some for the next one.
                    throw Refusal.malformed("Upgrade: to a WebSocket before RFC 6455 (expected: version 13)");
                }
            }
            default -> {}
        }
    }

    /** The head, now that all fields have been seen. */
    RequestHead head(int length) throws Refusal {
        if (host == null && !http10) {
            throw Refusal.malformed("Host: missing (expected: host or host:port)");
        }
        if (chunked && contentLength >= 0) {
            throw Refusal.malformed("Content-Length: beside Transfer-Encoding (expected: one of them)");
        }
        boolean closes = close || (http10 && !keepAlive);
        boolean toWebSocket = get && !http10 && upgrade && webSocket && contentLength <= 0 && !chunked;
        return new RequestHead(length, http10, Math.max(0, contentLength), chunked, closes, toWebSocket);
    }

    private void host(String value) throws Refusal {
        if (host != null) {
            throw Refusal.malformed("Host: repeated (expected: one)");
        }
        if (!Authority.isValid(value)) {
            throw Refusal.malformed("Host: malformed (expected: host or host:port)");
        }
        host = value;
    }

    private void contentLength(byte[] head, int from, int to) throws Refusal {
        if (contentLength >= 0) {
            throw Refusal.malformed("Content-Length: repeated (expected: one)");
        }
        boolean leadingZero = to - from > 1 && head[from] == '0'; // Some read it as octal.
        if (from == to || to - from > MAX_LENGTH_DIGITS || leadingZero) {
            throw badLength();
        }
        contentLength = 0;
        for (int i = from; i < to; i++) {
            if (!Grammar.isDigit(head[i])) {
                throw badLength();
            }
            contentLength = contentLength * 10 + head[i] - '0';
        }
    }

    private static Refusal badLength() {
        return Refusal.malformed(
                "Content-Length: malformed (expected: a whole number of at most " + MAX_LENGTH_DIGITS + " digits)");
    }

    private void transferEncoding(byte[] head, int from, int to) throws Refusal {
        if (http10 || chunked || !Grammar.equal(head, from, to, "chunked")) {
            throw Refusal.malformed("Transfer-Encoding: not usable (expected: chunked, once, in HTTP/1.1)");
        }
        chunked = true;
    }

    private void connection(byte[] head, int from, int to) throws Refusal {
        close |= Grammar.equal(head, from, to, "close");
        keepAlive |= Grammar.equal(head, from, to, "keep-alive");
        upgrade |= Grammar.equal(head, from, to, "upgrade");
        boolean removes = Grammar.startsWith(head, from, to, FORWARDED_PREFIX);
        for (String name : NOT_TO_BE_REMOVED) {
            removes |= Grammar.equal(head, from, to, name);
        }
        if (removes) {
            throw Refusal.malformed("Connection: names a field that the node needs (expected: others)");
        }
    }

    private void upgrade(byte[] head, int from, int to) {
        webSocket |= Grammar.equal(head, from, to, "websocket");
    }

    private interface Option {
        void note(byte[] head, int from, int to) throws Refusal;
    }

    /** Each element of a list, RFC 9110 section 5.6.1; empty ones are none. */
    private static void options(byte[] head, int from, int to, Option option) throws Refusal {
        int start = from;
        for (int comma = from; comma <= to; comma++) {
            if (comma < to && head[comma] != ',') {
                continue;
            }
            int end = comma;
            while (start < end && Grammar.isSpace(head[start])) {
                start++;
            }
            while (end > start && Grammar.isSpace(head[end - 1])) {
                end--;
            }
            option.note(head, start, end);
            start = comma + 1;
        }
    }
}
