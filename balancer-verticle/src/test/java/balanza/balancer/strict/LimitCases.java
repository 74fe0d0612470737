package balanza.balancer.strict;

import static balanza.balancer.strict.RequestCase.AT_NODE;
import static balanza.balancer.strict.RequestCase.forwarded;
import static balanza.balancer.strict.RequestCase.get;
import static balanza.balancer.strict.RequestCase.head;
import static balanza.balancer.strict.RequestCase.refused;

import java.util.ArrayList;
import java.util.List;

/** How large a head may be: a request line of 8 KiB, a header section of 16 KiB and 100 lines. */
final class LimitCases {
    private static final int LINE = 8 * 1024;
    private static final int FIELDS = 16 * 1024;
    private static final String HOST = "Host: x\r\n";

    private LimitCases() {}

    static List<RequestCase> cases() {
        var cases = new ArrayList<RequestCase>();
        cases.add(refused(10, "a request line that is one byte too long", 414, line("/api/balance/nobody/", LINE + 1)));
        cases.add(refused(10, "a much too long request line", 414, line("/", 4 * LINE)));
        cases.add(refused(10, "a request line without end", 414, "GET /" + "x".repeat(2 * LINE)));
        cases.add(refused(10, "a method without end", 414, "X".repeat(2 * LINE)));
        cases.add(refused(10, "a header section that is one byte too large", 431, fields(FIELDS + 1)));
        cases.add(refused(10, "a much too large header section", 431, fields(4 * FIELDS)));
        cases.add(refused(10, "a field without end", 431, "GET / HTTP/1.1\r\nX: " + "y".repeat(2 * FIELDS)));
        cases.add(refused(10, "a name without end", 431, "GET / HTTP/1.1\r\n" + "X".repeat(2 * FIELDS)));
        cases.add(refused(10, "a line too many", 431, get("X: y\r\n".repeat(100).strip())));
        cases.add(
                refused(10, "many small lines", 431, get("a:\r\n".repeat(5_000).strip())));

        cases.add(forwarded(
                10,
                "as many lines as may be",
                "GET " + AT_NODE + " 0",
                get("X: y\r\n".repeat(99).strip())));
        cases.add(forwarded(10, "a header section as large as may be", "GET " + AT_NODE + " 0", fields(FIELDS)));
        var longest = "x".repeat(LINE - 200);
        cases.add(forwarded(
                10,
                "a long request line",
                "GET " + AT_NODE + longest + " 0",
                head("GET " + RequestCase.PATH + longest + " HTTP/1.1", "Host: x")));
        return cases;
    }

    private static String line(String start, int length) {
        var frame = "GET " + start + " HTTP/1.1";
        return head(frame.replace(start, start + "x".repeat(length - frame.length())), "Host: x");
    }

    /** @param bytes of the header section, without the empty line */
    private static String fields(int bytes) {
        return get("X: " + "y".repeat(bytes - HOST.length() - "X: \r\n".length()));
    }
}
