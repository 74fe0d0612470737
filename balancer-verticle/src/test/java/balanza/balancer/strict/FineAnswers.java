package balanza.balancer.strict;

import static balanza.balancer.strict.OddAnswer.odd;

import java.util.List;
import java.util.stream.IntStream;

/** Answers that look odd and are good: they must get through. */
final class FineAnswers {
    private static final String EARLY = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
    private static final String[] HELLO = {"HTTP/1.1 200 OK", "Content-Length: 5", "", "hello"};
    private static final String ANSWER = String.join("\r\n", HELLO);
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private FineAnswers() {}

    static List<OddAnswer> all() {
        var lines = IntStream.range(0, 190).mapToObj(i -> "X-" + i + ": " + i).toList();
        return List.of(
                same("no reason, but its blank", "HTTP/1.1 200 ", "Content-Length: 5", "", "hello"),
                odd(11, "no reason and no blank", "HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nhello")
                        .isRelayedAs("HTTP/1.1 200 ", "Content-Length: 5", "", "hello"),
                same("an unknown status", "HTTP/1.1 299 Quite Fine", "Content-Length: 5", "", "hello"),
                same("the last status", "HTTP/1.1 599 Last", "Content-Length: 5", "", "hello"),
                same("a reason that is not ASCII", "HTTP/1.1 200 \u00dcber", "Content-Length: 5", "", "hello"),
                same(
                        "a value that is not ASCII",
                        "HTTP/1.1 200 OK",
                        "X: \u00fc\u00ff",
                        "Content-Length: 5",
                        "",
                        "hello"),
                same("an empty value", "HTTP/1.1 200 OK", "X: ", "Content-Length: 5", "", "hello"),
                same(
                        "every sign in a name",
                        "HTTP/1.1 200 OK",
                        "!#$%&'*+-.^_`|~1a: 1",
                        "Content-Length: 5",
                        "",
                        "hello"),
                same(
                        "cookies, in order and case",
                        "HTTP/1.1 200 OK",
                        "X-B: 1",
                        "Set-Cookie: a=1; Path=/",
                        "x-a: 2",
                        "SET-COOKIE: b=2",
                        "set-cookie: c=3, d=4",
                        "content-LENGTH: 5",
                        "X-B: 3",
                        "",
                        "hello"),
                odd(
                                11,
                                "blanks around a value",
                                "HTTP/1.1 200 OK\r\nX:a\r\nY: \t b \t \r\nContent-Length:\t5 \r\n\r\nhello")
                        .isRelayedAs("HTTP/1.1 200 OK", "X: a", "Y: b", "Content-Length: 5", "", "hello"),
                odd(
                                11,
                                "190 lines",
                                "HTTP/1.1 200 OK\r\n" + String.join("\r\n", lines)
                                        + "\r\nContent-Length: 5\r\n\r\nhello")
                        .isRelayedAs(java.util.stream.Stream.of(
                                        List.of("HTTP/1.1 200 OK"), lines, List.of("Content-Length: 5", "", "hello"))
                                .flatMap(List::stream)
                                .toArray(String[]::new)),
                same(
                        "a head of 60,000 bytes",
                        "HTTP/1.1 200 OK",
                        "X: " + "x".repeat(60_000),
                        "Content-Length: 5",
                        "",
                        "hello"),
                same("205, whose body is empty", "HTTP/1.1 205 Reset Content", "content-length: 0", "", ""),
                odd(11, "HTTP/1.0 with a length", "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello")
                        .isRelayedAs(HELLO),
                odd(
                                11,
                                "HTTP/1.0 that keeps the connection",
                                "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 5\r\n\r\nhello")
                        .isRelayedAs(HELLO),
                odd(
                                11,
                                "options of the connection",
                                "HTTP/1.1 200 OK\r\nConnection: x, Close\r\nX: 1\r\nContent-Length: 5\r\n\r\nhello")
                        .isRelayedAs(HELLO),
                odd(12, "a body that ends with the connection", "HTTP/1.1 200 OK\r\n\r\nhello")
                        .thenCloses()
                        .isRelayedAs("HTTP/1.1 200 OK", "", "hello"),
                odd(12, "no body, which ends with the connection", "HTTP/1.1 200 OK\r\n\r\n")
                        .thenCloses()
                        .isRelayedAs("HTTP/1.1 200 OK", "", ""),
                odd(12, "an answer in the body", "HTTP/1.1 200 OK\r\n\r\n" + ANSWER)
                        .thenCloses()
                        .isRelayedAs("HTTP/1.1 200 OK", "", ANSWER),
                odd(
                                12,
                                "chunks with extensions and a trailer",
                                CHUNKED + "0003;a=\"b;c\";d\r\nhel\r\n2;e\r\nlo\r\n000;x\r\nX: 1\r\n\r\n")
                        .isRelayedAs("HTTP/1.1 200 OK", "", "hello"),
                odd(12, "sizes in either case", CHUNKED + "A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n")
                        .isRelayedAs("HTTP/1.1 200 OK", "", "01234567890123456789"),
                odd(12, "CHUNKED", CHUNKED.replace("chunked", "CHUNKED") + "5\r\nhello\r\n0\r\n\r\n")
                        .isRelayedAs("HTTP/1.1 200 OK", "", "hello"),
                odd(12, "no chunk but the last", CHUNKED + "0\r\n\r\n").isRelayedAs("HTTP/1.1 200 OK", "", ""),
                odd(11, "byte by byte").thenTrickles(ANSWER).isRelayedAs(HELLO),
                odd(12, "chunks, byte by byte")
                        .thenTrickles(CHUNKED + "3;a\r\nhel\r\n2\r\nlo\r\n0\r\nX: 1\r\n\r\n")
                        .isRelayedAs("HTTP/1.1 200 OK", "", "hello"),
                odd(8, "16 answers before the answer", EARLY.repeat(16) + ANSWER)
                        .isRelayedAs(HELLO),
                odd(8, "100 that nobody waits for", "HTTP/1.1 100 Continue\r\n\r\n" + ANSWER)
                        .isRelayedAs(HELLO),
                odd(8, "an unknown answer before the answer", "HTTP/1.1 199 Soon\r\nX: 1\r\n\r\n" + ANSWER)
                        .isRelayedAs(HELLO),
                odd(8, "answers before the answer, byte by byte")
                        .thenTrickles(EARLY + EARLY + ANSWER)
                        .isRelayedAs(HELLO));
    }

    private static OddAnswer same(String name, String... lines) {
        return odd(11, name, String.join("\r\n", lines)).isRelayedAs(lines);
    }
}
