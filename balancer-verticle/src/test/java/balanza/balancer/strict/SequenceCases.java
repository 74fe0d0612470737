package balanza.balancer.strict;

import static balanza.balancer.strict.RequestCase.AT_NODE;
import static balanza.balancer.strict.RequestCase.PATH;
import static balanza.balancer.strict.RequestCase.forwarded;
import static balanza.balancer.strict.RequestCase.get;
import static balanza.balancer.strict.RequestCase.head;
import static balanza.balancer.strict.RequestCase.nodes;
import static balanza.balancer.strict.RequestCase.ours;
import static balanza.balancer.strict.RequestCase.post;
import static balanza.balancer.strict.RequestCase.sequence;

import balanza.balancer.strict.RequestCase.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Several requests in one go, and clients that speak HTTP/1.0: RFC 9112 section 9. */
final class SequenceCases {
    private static final Reply GOT = nodes("GET " + AT_NODE + " 0");
    private static final Reply POSTED = nodes("POST " + AT_NODE + " 5");
    private static final String HELLO = post("Content-Length: 5") + "hello";
    private static final String CHUNKED_HELLO = post("Transfer-Encoding: chunked") + "5\r\nhello\r\n0\r\n\r\n";
    private static final String BAD = head("GET " + PATH + " HTTP/1.1", "Host: x", "Host: y");

    private SequenceCases() {}

    static List<RequestCase> cases() {
        var cases = new ArrayList<RequestCase>();
        cases.add(sequence(18, "two", get() + get(), GOT, GOT));
        cases.add(sequence(
                18,
                "with and without body",
                get() + HELLO + get() + CHUNKED_HELLO + get(),
                GOT,
                POSTED,
                GOT,
                POSTED,
                GOT));
        cases.add(sequence(
                18, "fifty", get().repeat(50), Collections.nCopies(50, GOT).toArray(Reply[]::new)));
        cases.add(sequence(
                18,
                "the node's and our own",
                get() + at("/api/balance/nobody/x") + at("/api/health/live") + get(),
                GOT,
                ours(404),
                ours(200),
                GOT));
        cases.add(sequence(
                18, "after a method that is not allowed", head("TRACE / HTTP/1.1", "Host: x") + get(), ours(405), GOT));
        cases.add(sequence(
                18,
                "after HEAD",
                head("HEAD " + PATH + " HTTP/1.1", "Host: x") + get(),
                nodes("HEAD " + AT_NODE + " 0"),
                GOT));
        cases.add(sequence(18, "an empty line between", HELLO + "\r\n" + get(), POSTED, GOT));
        cases.add(sequence(18, "a good one, then a bad one", get() + BAD + get(), GOT, ours(400))
                .thenCloses());
        cases.add(sequence(18, "a bad one, then a good one", BAD + get(), ours(400))
                .thenCloses());
        cases.add(sequence(18, "bytes beyond a body", HELLO + "@" + get(), POSTED, ours(400))
                .thenCloses());
        cases.add(sequence(18, "bytes beyond a chunked body", CHUNKED_HELLO + "0\r\n\r\n" + get(), POSTED, ours(400))
                .thenCloses());
        cases.add(sequence(18, "two empty lines between", HELLO + "\r\n\r\n" + get(), POSTED, ours(400))
                .thenCloses());
        cases.add(sequence(
                        18,
                        "after a chunked body, a broken one",
                        CHUNKED_HELLO + post("Transfer-Encoding: chunked") + "x",
                        POSTED,
                        ours(400))
                .thenCloses());
        cases.add(sequence(
                18,
                "a body shorter than the request in it",
                post("Content-Length: 4") + "GET " + get(),
                nodes("POST " + AT_NODE + " 4"),
                GOT));
        cases.add(sequence(18, "what is left of a refused one is none", BAD + HELLO + CHUNKED_HELLO, ours(400))
                .thenCloses());
        old(cases);
        return cases;
    }

    private static void old(List<RequestCase> cases) {
        var seen = "GET " + AT_NODE + " 0";
        cases.add(forwarded(18, "HTTP/1.0", seen, old("GET", "Host: x")).thenCloses());
        cases.add(forwarded(18, "HTTP/1.0, and nothing after it", seen, old("GET", "Host: x") + get())
                .thenCloses());
        cases.add(forwarded(18, "HTTP/1.0, other options", seen, old("GET", "Host: x", "Connection: x") + get())
                .thenCloses());
        cases.add(forwarded(18, "HTTP/1.0, closed", seen, old("GET", "Connection: close") + get())
                .thenCloses());
        cases.add(sequence(18, "HTTP/1.0, kept", old("GET", "Connection: keep-alive") + get(), GOT, GOT));
        cases.add(sequence(
                18,
                "HTTP/1.0, kept, with a body",
                old("POST", "Connection: Keep-Alive", "Content-Length: 5") + "hello" + get(),
                POSTED,
                GOT));
        cases.add(forwarded(
                        18,
                        "HTTP/1.0 with a body",
                        "POST " + AT_NODE + " 5",
                        old("POST", "Content-Length: 5") + "hello")
                .thenCloses());
    }

    private static String old(String method, String... fields) {
        return head(method + " " + PATH + " HTTP/1.0", String.join("\r\n", fields));
    }

    private static String at(String target) {
        return head("GET " + target + " HTTP/1.1", "Host: x");
    }
}
