package balanza.e2e.site;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An answer as it came.
 *
 * @param headers the lines as they came
 * @param body not decoded, should it be chunked
 */
public record RawAnswer(int status, List<String> headers, String body) {
    private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "keep-alive", "transfer-encoding");

    static RawAnswer parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || !text.startsWith("HTTP/1.")) {
            throw new AssertionError("not an answer: " + text);
        }
        List<String> lines = List.of(text.substring(0, end).split("\r\n", -1));
        int status = Integer.parseInt(lines.get(0).split(" ", -1)[1]);
        return new RawAnswer(status, List.copyOf(lines.subList(1, lines.size())), text.substring(end + 4));
    }

    /** The header lines without those that concern a single connection only. */
    public List<String> endToEndHeaders() {
        return headers.stream()
                .filter(line -> !OF_THE_CONNECTION.contains(name(line)))
                .toList();
    }

    /** The value of a header, {@code ""} if there is none. */
    public String header(String name) {
        return headers.stream()
                .filter(line -> name(line).equalsIgnoreCase(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
    }
}
