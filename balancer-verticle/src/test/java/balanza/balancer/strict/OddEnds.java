package balanza.balancer.strict;

import static balanza.balancer.strict.OddAnswer.odd;

import balanza.balancer.strict.OddAnswer.Asking;
import balanza.balancer.strict.OddAnswer.Step.UntilDelivered;
import java.util.List;

/** Good answers after which the connection is good for nothing. */
final class OddEnds {
    private static final String[] HELLO = {"HTTP/1.1 200 OK", "Content-Length: 5", "", "hello"};
    private static final String ANSWER = String.join("\r\n", HELLO);
    private static final String SECOND = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nPOISON";
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
    private static final UntilDelivered LATER = new UntilDelivered();

    private OddEnds() {}

    static List<OddAnswer> all() {
        return List.of(
                odd(14, "bytes behind the body", ANSWER + "POISON").isRelayedAs(HELLO),
                odd(14, "one byte behind the body", ANSWER + "\n").isRelayedAs(HELLO),
                odd(14, "an empty line behind the body", ANSWER + "\r\n").isRelayedAs(HELLO),
                odd(14, "a second answer behind the body", ANSWER + SECOND).isRelayedAs(HELLO),
                odd(14, "a second answer in a segment of its own", ANSWER, SECOND)
                        .isRelayedAs(HELLO),
                odd(14, "ten more answers", ANSWER + SECOND.repeat(10)).isRelayedAs(HELLO),
                odd(14, "half a second answer", ANSWER + SECOND.substring(0, 20))
                        .isRelayedAs(HELLO),
                odd(14, "a second answer, then the end", ANSWER + SECOND)
                        .thenCloses()
                        .isRelayedAs(HELLO),
                odd(14, "a second answer behind the last chunk", CHUNKED + SECOND)
                        .isRelayedAs("HTTP/1.1 200 OK", "", "hello"),
                odd(14, "a second answer after a while", ANSWER)
                        .then(LATER)
                        .then(SECOND)
                        .isRelayedAs(HELLO),
                odd(14, "a byte after a while", ANSWER).then(LATER).then("P").isRelayedAs(HELLO),
                odd(14, "an answer of its own accord (408)", ANSWER)
                        .then(LATER)
                        .then("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 6\r\n\r\nPOISON")
                        .thenCloses()
                        .isRelayedAs(HELLO),
                odd(14, "the end after a while", ANSWER)
                        .then(LATER)
                        .thenCloses()
                        .isRelayedAs(HELLO),
                odd(14, "broken off after a while", ANSWER)
                        .then(LATER)
                        .thenResets()
                        .isRelayedAs(HELLO),
                odd(14, "the end at once", ANSWER).thenCloses().isRelayedAs(HELLO),
                odd(14, "a body of 64 KiB and a second answer", sized(65_536) + SECOND)
                        .isRelayedAs("HTTP/1.1 200 OK", "Content-Length: 65536", "", "x".repeat(65_536)),
                odd(11, "204 with a body", "HTTP/1.1 204 No Content\r\n\r\nPOISON")
                        .isRelayedAs("HTTP/1.1 204 No Content", "", ""),
                odd(11, "204 with a length and a body", "HTTP/1.1 204 No Content\r\n" + SECOND.substring(17))
                        .isRelayedAs("HTTP/1.1 204 No Content", "", ""),
                odd(11, "204 with a length of 0", "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n")
                        .isRelayedAs("HTTP/1.1 204 No Content", "", ""),
                odd(11, "204 in chunks", "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                        .isRelayedAs("HTTP/1.1 204 No Content", "", ""),
                odd(11, "304 with a body", "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\nPOISON")
                        .isRelayedAs("HTTP/1.1 304 Not Modified", "ETag: \"a\"", "", ""),
                odd(11, "304 with a length and a body", "HTTP/1.1 304 Not Modified\r\n" + SECOND.substring(17))
                        .isRelayedAs("HTTP/1.1 304 Not Modified", "Content-Length: 6", "", ""),
                odd(11, "HEAD with a body", SECOND)
                        .to(Asking.HEAD)
                        .isRelayedAs("HTTP/1.1 200 OK", "Content-Length: 6", "", ""),
                odd(11, "HEAD with a body in chunks", CHUNKED).to(Asking.HEAD).isRelayedAs("HTTP/1.1 200 OK", "", ""),
                odd(11, "HEAD without a length", "HTTP/1.1 200 OK\r\nX: 1\r\n\r\n")
                        .to(Asking.HEAD)
                        .isRelayedAs("HTTP/1.1 200 OK", "X: 1", "", ""),
                odd(14, "an answer before the request is whole", ANSWER)
                        .to(Asking.HALF_A_POST)
                        .isRelayedAs(HELLO),
                odd(14, "two answers before the request is whole", ANSWER + SECOND)
                        .to(Asking.HALF_A_POST)
                        .isRelayedAs(HELLO));
    }

    private static String sized(int length) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + "x".repeat(length);
    }
}
