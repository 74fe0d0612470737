package balanza.balancer.equal;

import balanza.balancer.equal.Received.Answer;
import java.util.regex.Pattern;

/** Reads the body of one answer, strictly. */
final class Body {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d{1,9})\r\n");
    private static final Pattern CHUNKED = Pattern.compile("(?i)\r\nTransfer-Encoding: chunked\r\n");
    private static final Pattern SIZE = Pattern.compile("[0-9a-fA-F]{1,8}");

    private final String text;
    private final boolean ended;
    private int at;

    Body(String text, int from, boolean ended) {
        this.text = text;
        this.at = from;
        this.ended = ended;
    }

    /** Where the answer ends. */
    int end() {
        return at;
    }

    Answer of(String head, boolean toHead) {
        var without = new Answer(head, "", true);
        if (toHead || without.interim() || without.status() == 204 || without.status() == 304) {
            return without;
        }
        if (CHUNKED.matcher(head).find()) {
            return chunks(head);
        }
        var length = LENGTH.matcher(head);
        return length.find() ? counted(head, Integer.parseInt(length.group(1))) : new Answer(head, take(left()), ended);
    }

    private Answer counted(String head, int length) {
        boolean whole = left() >= length;
        return new Answer(head, take(Math.min(length, left())), whole);
    }

    private Answer chunks(String head) {
        var body = new StringBuilder();
        for (; ; ) {
            int line = text.indexOf("\r\n", at);
            if (line < 0 || !SIZE.matcher(text.substring(at, line)).matches()) {
                return new Answer(head, body.toString(), false);
            }
            int size = Integer.parseInt(text.substring(at, line), 16);
            at = line + 2;
            body.append(take(Math.min(size, left())));
            if (!text.startsWith("\r\n", at)) {
                return new Answer(head, body.toString(), false);
            }
            at += 2;
            if (size == 0) {
                return new Answer(head, body.toString(), true);
            }
        }
    }

    private int left() {
        return text.length() - at;
    }

    private String take(int length) {
        at += length;
        return text.substring(at - length, at);
    }
}
