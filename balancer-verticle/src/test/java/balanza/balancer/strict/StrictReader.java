package balanza.balancer.strict;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads requests as the strictest of all nodes would: whatever is not in the one form that everybody reads alike is a
 * violation. It shares nothing with what it judges.
 */
final class StrictReader {
    /** What was wrong with a request. */
    static final class Violation extends IOException {
        Violation(String what) {
            super(what);
        }
    }

    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
    private static final Pattern REQUEST_LINE = Pattern.compile("(" + TOKEN + ") (/[!-~&&[^#]]*) HTTP/1\\.1");
    private static final Pattern FIELD =
            Pattern.compile("(" + TOKEN + "): ?((?:[!-~\\x80-\\xff](?:[\\t -~\\x80-\\xff]*[!-~\\x80-\\xff])?)?)");
    private static final Pattern CHUNK = Pattern.compile("[0-9A-Fa-f]{1,8}");
    private static final List<String> ONE_HOP = List.of(
            "keep-alive",
            "proxy-connection",
            "proxy-authorization",
            "trailer",
            "upgrade",
            "http2-settings",
            "connection");
    private static final int MAX_LINE = 64 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private final String host;

    /** What is being read, for people. */
    private String under = "";

    /** @param host what {@code Host} must be */
    StrictReader(InputStream in, OutputStream out, String host) {
        this.in = in;
        this.out = out;
        this.host = host;
    }

    /**
     * The next request.
     *
     * @return {@code null} if the connection ended before it began
     * @throws EOFException if it ended in the middle
     * @throws Violation if it is malformed
     */
    Seen next() throws IOException {
        under = "";
        int first = in.read();
        if (first < 0) {
            return null;
        }
        under = line(first);
        var request = REQUEST_LINE.matcher(under);
        demand(request.matches(), "request line: " + under);
        var fields = new ArrayList<String>();
        for (var line = line(in.read()); !line.isEmpty(); line = line(in.read())) {
            demand(FIELD.matcher(line).matches(), "field: " + line);
            fields.add(line);
        }
        demand(values(fields, "host").equals(List.of(host)), "Host: " + fields);
        demand(values(fields, "via").contains("1.1 balanza"), "Via: " + fields);
        for (var name : ONE_HOP) {
            demand(values(fields, name).isEmpty(), "for one hop: " + fields);
        }
        if (values(fields, "expect").stream().anyMatch("100-continue"::equalsIgnoreCase)) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
        }
        return new Seen(request.group(1), request.group(2), List.copyOf(fields), body(fields));
    }

    /** The request line of what was read last, if it came that far. */
    String under() {
        return under;
    }

    private String body(List<String> fields) throws IOException {
        var lengths = values(fields, "content-length");
        var encodings = values(fields, "transfer-encoding");
        demand(lengths.size() + encodings.size() <= 1, "framing: " + fields);
        if (!lengths.isEmpty()) {
            demand(lengths.get(0).matches("0|[1-9][0-9]{0,9}"), "Content-Length: " + lengths);
            return exactly(Integer.parseInt(lengths.get(0)));
        }
        if (encodings.isEmpty()) {
            return "";
        }
        demand(encodings.get(0).equals("chunked"), "Transfer-Encoding: " + encodings);
        return chunks();
    }

    private String chunks() throws IOException {
        var body = new StringBuilder();
        for (; ; ) {
            var line = line(in.read());
            demand(CHUNK.matcher(line).matches(), "chunk: " + line);
            int size = Integer.parseInt(line, 16);
            body.append(exactly(size));
            demand(line(in.read()).isEmpty(), "chunk: longer than " + line);
            if (size == 0) {
                return body.toString();
            }
        }
    }

    private String exactly(int length) throws IOException {
        var octets = in.readNBytes(length);
        if (octets.length < length) {
            throw new EOFException();
        }
        return new String(octets, ISO_8859_1);
    }

    /** @return a line without its CRLF, in which there is neither CR nor LF */
    private String line(int first) throws IOException {
        var line = new StringBuilder();
        for (int octet = first; octet != '\r'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException();
            }
            line.append((char) octet);
            demand(octet != '\n' && line.length() < MAX_LINE, "line: " + line);
        }
        int lf = in.read();
        if (lf < 0) {
            throw new EOFException();
        }
        demand(lf == '\n', "bare CR after: " + line);
        return line.toString();
    }

    static List<String> values(List<String> fields, String name) {
        return fields.stream()
                .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(field -> field.substring(name.length() + 1).strip())
                .toList();
    }

    private static void demand(boolean holds, String otherwise) throws Violation {
        if (!holds) {
            throw new Violation(otherwise);
        }
    }
}
