package balanza.balancer.strict;

import static balanza.balancer.strict.FramingCases.shown;
import static balanza.balancer.strict.RequestCase.PATH;
import static balanza.balancer.strict.RequestCase.forwardedWith;
import static balanza.balancer.strict.RequestCase.get;
import static balanza.balancer.strict.RequestCase.head;
import static balanza.balancer.strict.RequestCase.refused;

import java.util.ArrayList;
import java.util.List;

/** How fields and lines are written: RFC 9112 sections 2.2 and 5, RFC 9110 section 5. */
final class FieldCases {
    private FieldCases() {}

    static List<RequestCase> cases() {
        var cases = new ArrayList<RequestCase>();
        for (var field : List.of(
                "X : y",
                "X\t: y",
                ": y",
                " : y",
                "X",
                "X Y: z",
                "X\u0000: y",
                "X\u000b: y",
                "X\u007f: y",
                "X\u00e9: y",
                "X(: y",
                "X/: y",
                "\"X\": y",
                "X[1]: y",
                "{X}: y",
                "@: y",
                " X: y",
                "\tX: y",
                "X: y\r\n z",
                "X: y\r\n\tz",
                "X: y\r\n ",
                "X:\r\n y",
                "X: a\rb",
                "X: a\r",
                "X: \r\r",
                "X: a\nb",
                "X: a\nHost: y",
                "X: a\u0000b",
                "X: \u0000",
                "X: a\u0001b",
                "X: a\u0008b",
                "X: a\u000bb",
                "X: a\u000cb",
                "X: a\u001bb",
                "X: a\u001f",
                "X: a\u007fb")) {
            cases.add(refused(1, "field " + shown(field), 400, get(field)));
        }
        cases.add(refused(1, "folded before any field", 400, head("GET " + PATH + " HTTP/1.1", " X: y", "Host: x")));
        cases.add(refused(1, "folded host", 400, head("GET " + PATH + " HTTP/1.1", "Host:", " x")));
        lineEnds(cases);
        passed(cases);
        return cases;
    }

    private static void lineEnds(List<RequestCase> cases) {
        var line = "GET " + PATH + " HTTP/1.1";
        cases.add(refused(1, "LF only", 400, line + "\nHost: x\n\n"));
        cases.add(refused(1, "LF after the request line", 400, line + "\nHost: x\r\n\r\n"));
        cases.add(refused(1, "LF after a field", 400, line + "\r\nHost: x\n\r\n"));
        cases.add(refused(1, "LF as the empty line", 400, line + "\r\nHost: x\r\n\n"));
        cases.add(refused(1, "CR CR LF", 400, line + "\r\nHost: x\r\r\n\r\n"));
        cases.add(refused(1, "CR CR LF as the empty line", 400, line + "\r\nHost: x\r\n\r\r\n\r\n"));
        cases.add(refused(1, "CR CR LF after the request line", 400, line + "\r\r\nHost: x\r\n\r\n"));
        cases.add(refused(1, "CR after the request line", 400, line + "\rHost: x\r\n\r\n"));
    }

    private static void passed(List<RequestCase> cases) {
        with(cases, "X-A: b", "X-A: b");
        with(cases, "x-a:b", "x-a: b");
        with(cases, "X-A:", "X-A: ");
        with(cases, "X-A: \t b \t", "X-A: b");
        with(cases, "X-A: a\tb  c", "X-A: a\tb  c");
        with(cases, "X-A: :a:b:", "X-A: :a:b:");
        with(cases, "X-A: \"\\(<>@,;{}|^`~", "X-A: \"\\(<>@,;{}|^`~");
        with(cases, "X-A: \u00e9\u00ff\u0080", "X-A: \u00e9\u00ff\u0080");
        with(cases, "!#$%&'*+-.^_`|~9aZ: b", "!#$%&'*+-.^_`|~9aZ: b");
        with(cases, "X-A: 1\r\nX-A: 2", "X-A: 2");
        with(cases, "X_A: b", "X_A: b");
        with(cases, "Cookie: a=b\r\nCookie: c=d", "Cookie: c=d");
    }

    private static void with(List<RequestCase> cases, String sent, String seen) {
        cases.add(forwardedWith(1, "field " + shown(sent), seen, get(sent)));
    }
}
