package balanza.balancer.strict;

import static balanza.balancer.strict.FramingCases.shown;
import static balanza.balancer.strict.RequestCase.AT_NODE;
import static balanza.balancer.strict.RequestCase.brokenBody;
import static balanza.balancer.strict.RequestCase.forwarded;
import static balanza.balancer.strict.RequestCase.post;

import java.util.ArrayList;
import java.util.List;

/** Chunked bodies: RFC 9112 section 7.1. */
final class ChunkCases {
    private static final String HEAD = post("Transfer-Encoding: chunked");
    private static final String HIDDEN = "GET /api/balance/{app}/smuggled HTTP/1.1\r\nHost: x\r\n\r\n";

    private ChunkCases() {}

    static List<RequestCase> cases() {
        var cases = new ArrayList<RequestCase>();
        good(cases, 0, "0\r\n\r\n");
        good(cases, 10, "5\r\nhello\r\n5\r\nworld\r\n0\r\n\r\n");
        good(cases, 10, "a\r\n0123456789\r\n0\r\n\r\n");
        good(cases, 10, "A\r\n0123456789\r\n0\r\n\r\n");
        good(cases, 5, "0000000000000005\r\nhello\r\n0000000000000000\r\n\r\n");
        good(cases, 5, "5;a\r\nhello\r\n0;b\r\n\r\n");
        good(cases, 5, "5;a=b;c=\"d \\\" ;e\"\r\nhello\r\n0\r\n\r\n");
        good(cases, 5, "5\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n");
        good(cases, 5, "5\r\nhello\r\n0\r\nX-Sum:\r\nX-Other: a b\r\n\r\n");
        good(cases, 4, "4\r\n\r\n\r\n\r\n0\r\n\r\n");
        good(cases, 5, "5\r\n0\r\n\r\n\r\n0\r\n\r\n");
        good(cases, 0x10000, "10000\r\n" + "x".repeat(0x10000) + "\r\n0\r\n\r\n");
        good(cases, 200, "1\r\nx\r\n".repeat(200) + "0\r\n\r\n");
        sizes(cases);
        ends(cases);
        trailers(cases);
        return cases;
    }

    private static void sizes(List<RequestCase> cases) {
        for (var size : List.of(
                "0x5",
                "+5",
                "-5",
                " 5",
                "5 ",
                "5\t",
                "\t5",
                "5 ;a",
                "5; a",
                "5;a b",
                "5 5",
                "g",
                "",
                ";a",
                "5;",
                "5;;a",
                "5;=b",
                "5;a=",
                "5;a=\"b",
                "5;a=\"b\"c",
                "5;a=\u0000",
                "5;a=\"\u00e9\"",
                "5;a=\"\u0000\"",
                "5\u0000",
                "5,5",
                "5.",
                "\u00b25",
                "FFFFFFFFFFFFFFFFF",
                "10000000000000005",
                "00000000000000005",
                "80000000",
                "100000005",
                "5;a=" + "b".repeat(400))) {
            bad(cases, size + "\r\nhello\r\n0\r\n\r\n" + HIDDEN);
        }
    }

    private static void ends(List<RequestCase> cases) {
        bad(cases, "\r\n5\r\nhello\r\n0\r\n\r\n");
        bad(cases, "5\nhello\r\n0\r\n\r\n");
        bad(cases, "5\r\r\nhello\r\n0\r\n\r\n");
        bad(cases, "5\rhello\r\n0\r\n\r\n");
        bad(cases, "5\r\nhello\n0\r\n\r\n");
        bad(cases, "5\r\nhello\r0\r\n\r\n");
        bad(cases, "5\r\nhello0\r\n\r\n");
        bad(cases, "5\r\nhello!\r\n0\r\n\r\n");
        bad(cases, "4\r\nhello\r\n0\r\n\r\n");
        bad(cases, "6\r\nhello\r\n0\r\n\r\n");
        bad(cases, "5\r\nhello\r\n0\n\r\n" + HIDDEN);
        bad(cases, "5\r\nhello\r\n0\r\n\n" + HIDDEN);
        bad(cases, "0\n\n" + HIDDEN);
        bad(cases, "0\r\n" + HIDDEN);
        bad(cases, "5;a\nhello\r\n0\r\n\r\n");
        bad(cases, "5;a=\"\r\n\"\r\nhello\r\n0\r\n\r\n");
    }

    private static void trailers(List<RequestCase> cases) {
        for (var trailer : List.of(
                "Content-Length: 5",
                "Transfer-Encoding: chunked",
                "host: y",
                "Authorization: x",
                "Connection: close",
                "Trailer: x",
                "X : y",
                ": y",
                "X",
                " X: y",
                "X: a\r\n b",
                "X: a\u0000b",
                "X: a\rb",
                "X: a\nY: b",
                "X\u00e9: y",
                "X: " + "y".repeat(9_000))) {
            bad(cases, "5\r\nhello\r\n0\r\n" + trailer + "\r\n\r\n");
        }
        bad(cases, "0\r\n" + "X: y\r\n".repeat(40) + "\r\n");
    }

    private static void good(List<RequestCase> cases, int length, String body) {
        cases.add(forwarded(1, "chunks " + shown(body), "POST " + AT_NODE + " " + length, HEAD + body));
    }

    private static void bad(List<RequestCase> cases, String body) {
        cases.add(brokenBody("chunks " + shown(body), HEAD + body));
    }
}
