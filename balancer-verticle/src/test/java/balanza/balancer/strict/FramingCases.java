package balanza.balancer.strict;

import static balanza.balancer.strict.RequestCase.AT_NODE;
import static balanza.balancer.strict.RequestCase.PATH;
import static balanza.balancer.strict.RequestCase.forwarded;
import static balanza.balancer.strict.RequestCase.head;
import static balanza.balancer.strict.RequestCase.post;
import static balanza.balancer.strict.RequestCase.refused;

import java.util.ArrayList;
import java.util.List;

/** Where a body ends: RFC 9112 section 6. */
final class FramingCases {
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String HIDDEN = "GET /api/balance/{app}/smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String HELLO = "POST " + AT_NODE + " 5";
    private static final String CHUNKED_HELLO = "5\r\nhello\r\n0\r\n\r\n";

    private FramingCases() {}

    static List<RequestCase> cases() {
        var cases = new ArrayList<RequestCase>();
        both(cases);
        lengths(cases);
        encodings(cases);
        for (var keys : List.of("Sec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2", "sec-websocket-key2: 1")) {
            cases.add(refused(
                    1,
                    "the eight bytes after an old WebSocket's head: " + keys,
                    400,
                    RequestCase.get(keys, "Connection: Upgrade", "Upgrade: WebSocket") + "12345678" + HIDDEN));
        }
        return cases;
    }

    private static void both(List<RequestCase> cases) {
        cases.add(refused(1, "length before encoding", 400, post("Content-Length: 5", CHUNKED) + CHUNKED_HELLO));
        cases.add(refused(1, "encoding before length", 400, post(CHUNKED, "Content-Length: 5") + CHUNKED_HELLO));
        cases.add(refused(1, "CL.TE", 400, post("Content-Length: 6", CHUNKED) + "0\r\n\r\nG"));
        cases.add(refused(1, "TE.CL", 400, post("Content-Length: 4", CHUNKED) + "5c\r\n" + HIDDEN + "0\r\n\r\n"));
        cases.add(refused(1, "a length of 0 beside an encoding", 400, post("Content-Length: 0", CHUNKED) + HIDDEN));
        cases.add(refused(1, "TE.TE", 400, post(CHUNKED, "Transfer-encoding: x") + "0\r\n\r\n"));
        cases.add(refused(
                1,
                "encoding and length in HTTP/1.0",
                400,
                head("POST " + PATH + " HTTP/1.0", "Host: x", CHUNKED, "Content-Length: 5") + HIDDEN));
        for (var connection : List.of("close", "keep-alive")) {
            cases.add(refused(
                    1,
                    "an encoding in HTTP/1.0, " + connection,
                    400,
                    head("POST " + PATH + " HTTP/1.0", "Host: x", "Connection: " + connection, CHUNKED)
                            + "0\r\n\r\n"
                            + HIDDEN));
        }
    }

    private static void lengths(List<RequestCase> cases) {
        for (var value : List.of(
                "+5",
                "-5",
                "0x5",
                "5 5",
                "5,5",
                "5, 5",
                "5,6",
                "5;",
                "5a",
                "5.0",
                "5e0",
                "\"5\"",
                "",
                " \t",
                "\u00b2",
                "5\u00a0",
                "5_0",
                "05",
                "0005",
                "00",
                "18446744073709551621",
                "9223372036854775808",
                "99999999999999999999999999")) {
            cases.add(refused(1, "length " + shown(value), 400, post("Content-Length: " + value) + "hello" + HIDDEN));
        }
        cases.add(refused(1, "two lengths", 400, post("Content-Length: 5", "Content-Length: 6") + "hello!" + HIDDEN));
        cases.add(refused(1, "one length twice", 400, post("Content-Length: 5", "content-length: 5") + "hello"));
        cases.add(refused(1, "space before a length's colon", 400, post("Content-Length : 5") + "hello"));
        cases.add(refused(1, "tab before a length's colon", 400, post("Content-Length\t: 5") + "hello"));
        cases.add(refused(1, "a folded length", 400, post("Content-Length:\r\n 5") + "hello"));
        cases.add(forwarded(1, "a length", HELLO, post("Content-Length: 5") + "hello"));
        cases.add(forwarded(1, "a length without space", HELLO, post("content-length:5") + "hello"));
        cases.add(forwarded(1, "a length in tabs", HELLO, post("CONTENT-LENGTH:\t5\t") + "hello"));
        cases.add(forwarded(1, "no body", "POST " + AT_NODE + " 0", post("Content-Length: 0")));
        cases.add(forwarded(1, "no length", "POST " + AT_NODE + " 0", post()));
        cases.add(forwarded(
                1,
                "a request as a body",
                "POST " + AT_NODE + " 30",
                post("Content-Length: 30") + "GET /smuggled HTTP/1.1\r\n\r\n1234"));
        cases.add(forwarded(
                1, "GET with a body", "GET " + AT_NODE + " 5", RequestCase.get("Content-Length: 5") + "hello"));
        cases.add(
                forwarded(1, "a field that looks like a length", "POST " + AT_NODE + " 0", post("Content_Length: 5")));
    }

    private static void encodings(List<RequestCase> cases) {
        for (var value : List.of(
                "xchunked",
                "chunkedx",
                "chunked, chunked",
                "gzip, chunked",
                "chunked, gzip",
                "chunked, identity",
                "identity",
                "identity, chunked",
                "gzip",
                "",
                "\"chunked\"",
                "'chunked'",
                "chunked;q=1",
                "chunked,",
                ",chunked",
                "chunk",
                "chunked\u000b",
                "\u000bchunked",
                "chunked\u0000",
                "chunked\u00a0",
                "\r\n chunked",
                "chunked\r\n\t")) {
            cases.add(refused(
                    1, "encoding " + shown(value), 400, post("Transfer-Encoding: " + value) + CHUNKED_HELLO + HIDDEN));
        }
        cases.add(refused(1, "two encodings", 400, post("Transfer-Encoding: gzip", CHUNKED) + CHUNKED_HELLO));
        cases.add(refused(1, "one encoding twice", 400, post(CHUNKED, CHUNKED) + CHUNKED_HELLO));
        cases.add(refused(1, "space before an encoding's colon", 400, post("Transfer-Encoding : chunked") + HIDDEN));
        cases.add(refused(1, "bare CR before an encoding", 400, post("X: y\rTransfer-Encoding: chunked") + HIDDEN));
        cases.add(forwarded(1, "an encoding", HELLO, post(CHUNKED) + CHUNKED_HELLO));
        cases.add(forwarded(1, "an encoding in capitals", HELLO, post("TRANSFER-ENCODING:CHUNKED") + CHUNKED_HELLO));
        cases.add(forwarded(
                1,
                "GET with an encoding",
                "GET " + AT_NODE + " 5",
                RequestCase.get("Transfer-Encoding: \tchunked ") + CHUNKED_HELLO));
        cases.add(forwarded(
                1,
                "a field that looks like an encoding",
                "POST " + AT_NODE + " 0",
                post("Transfer_Encoding: chunked")));
    }

    static String shown(String text) {
        var shown = new StringBuilder("[");
        text.chars().limit(24).forEach(c -> shown.append(c > ' ' && c < 127 ? "" + (char) c : "\\x%02x".formatted(c)));
        return shown + "]";
    }
}
