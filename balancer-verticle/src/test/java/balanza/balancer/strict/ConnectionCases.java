package balanza.balancer.strict;

import static balanza.balancer.strict.RequestCase.AT_NODE;
import static balanza.balancer.strict.RequestCase.forwarded;
import static balanza.balancer.strict.RequestCase.forwardedWith;
import static balanza.balancer.strict.RequestCase.get;
import static balanza.balancer.strict.RequestCase.nodes;
import static balanza.balancer.strict.RequestCase.ours;
import static balanza.balancer.strict.RequestCase.post;
import static balanza.balancer.strict.RequestCase.refused;
import static balanza.balancer.strict.RequestCase.sequence;

import java.util.ArrayList;
import java.util.List;

/** What is meant for one connection only: RFC 9110 section 7.6.1; and what is expected of it, section 10.1.1. */
final class ConnectionCases {
    private static final String SEEN = "GET " + AT_NODE + " 0";

    private ConnectionCases() {}

    static List<RequestCase> cases() {
        var cases = new ArrayList<RequestCase>();
        for (var option : List.of(
                "Host",
                "host",
                "Content-Length",
                "CONTENT-LENGTH",
                "Authorization",
                "Cookie",
                "Via",
                "X-Forwarded-For",
                "x-forwarded-proto",
                "X-Forwarded-Host",
                "X-Forwarded-Anything",
                "close, Authorization",
                "keep-alive,cookie",
                ",,\tvia ,",
                "x\r\nConnection: Host")) {
            cases.add(refused(4, "Connection: " + option, 400, get("Connection: " + option)));
        }
        cases.add(refused(
                4,
                "Connection: Content-Length, with a body",
                400,
                post("Content-Length: 5", "Connection: Content-Length") + "hello"));
        dropped(cases);
        closing(cases);
        expecting(cases);
        return cases;
    }

    private static void dropped(List<RequestCase> cases) {
        for (var fields : List.of(
                "Connection: X-Mine\r\nX-Mine: 1",
                "Connection: x-mine , X-Other\r\nX-Mine: 1\r\nX-Other: 2",
                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
                "Upgrade: websocket",
                "Connection: Upgrade\r\nUpgrade: TLS/1.0",
                "Connection: keep-alive\r\nKeep-Alive: timeout=5",
                "Proxy-Connection: keep-alive",
                "Proxy-Authorization: Basic eDp5",
                "Trailer: X-Sum",
                "Connection: ,,",
                "Connection:")) {
            cases.add(forwarded(4, "dropped " + fields.replace("\r\n", " | "), SEEN, get(fields)));
        }
        cases.add(forwardedWith(4, "kept beside", "X-Yours: 2", get("Connection: X-Mine", "X-Mine: 1", "X-Yours: 2")));
        cases.add(forwarded(
                4,
                "Connection: Transfer-Encoding",
                "POST " + AT_NODE + " 5",
                post("Connection: Transfer-Encoding", "Transfer-Encoding: chunked") + "5\r\nhello\r\n0\r\n\r\n"));
    }

    private static void closing(List<RequestCase> cases) {
        for (var option : List.of(
                "close", "Close", "x, close", "keep-alive, close", "close,", "keep-alive\r\nConnection: close")) {
            cases.add(forwarded(
                            4,
                            "Connection: " + option.replace("\r\n", " | "),
                            SEEN,
                            get("Connection: " + option) + get())
                    .thenCloses());
        }
    }

    private static void expecting(List<RequestCase> cases) {
        for (var value : List.of(
                "200-ok",
                "",
                "100",
                "100-continue, x",
                "100-continue;a",
                "\"100-continue\"",
                "x\r\nExpect: 100-continue")) {
            cases.add(refused(
                    8,
                    "Expect: " + value.replace("\r\n", " | "),
                    400,
                    post("Content-Length: 5", "Expect: " + value) + "hello"));
        }
        for (var value : List.of("100-continue", "100-Continue")) {
            cases.add(sequence(
                    8,
                    "Expect: " + value,
                    post("Content-Length: 5", "Expect: " + value) + "hello",
                    ours(100),
                    nodes("POST " + AT_NODE + " 5")));
        }
    }
}
