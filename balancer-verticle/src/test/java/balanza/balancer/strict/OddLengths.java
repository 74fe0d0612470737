package balanza.balancer.strict;

import static balanza.balancer.strict.OddAnswer.odd;

import java.util.List;

/** Answers whose head does not tell, or tells in two ways, where the body ends. */
final class OddLengths {
    private OddLengths() {}

    static List<OddAnswer> all() {
        return List.of(
                framed("a length and chunks", "Content-Length: 6", "Transfer-Encoding: chunked"),
                framed("chunks and a length", "Transfer-Encoding: chunked", "Content-Length: 6"),
                framed("two lengths that differ", "Content-Length: 6", "Content-Length: 7"),
                framed("two lengths that differ by case", "Content-Length: 6", "content-LENGTH: 7"),
                framed("two equal lengths", "Content-Length: 6", "Content-Length: 6"),
                framed("a list of lengths that differ", "Content-Length: 6, 7"),
                framed("a list of equal lengths", "Content-Length: 6, 6"),
                framed("a negative length", "Content-Length: -6"),
                framed("a length with a sign", "Content-Length: +6"),
                framed("an empty length", "Content-Length:"),
                framed("a hexadecimal length", "Content-Length: 0x6"),
                framed("a length with a fraction", "Content-Length: 6.0"),
                framed("a length with a unit", "Content-Length: 6 bytes"),
                framed("a length with a blank in it", "Content-Length: 6 6"),
                framed("a quoted length", "Content-Length: \"6\""),
                framed("a length in other digits", "Content-Length: \u00b2"),
                framed("a length of 2^63", "Content-Length: 9223372036854775808"),
                framed("a length of 2^64 and 6", "Content-Length: 18446744073709551622"),
                framed("a length of 100 digits", "Content-Length: " + "0".repeat(99) + "6"),
                framed("gzip", "Transfer-Encoding: gzip"),
                framed("identity", "Transfer-Encoding: identity"),
                framed("gzip, then chunks", "Transfer-Encoding: gzip, chunked"),
                framed("chunks, then identity", "Transfer-Encoding: chunked, identity"),
                framed("chunks in chunks", "Transfer-Encoding: chunked, chunked"),
                framed("chunks, said twice", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"),
                framed("chunks and gzip in two lines", "Transfer-Encoding: chunked", "Transfer-Encoding: gzip"),
                framed("chunks and an empty element", "Transfer-Encoding: chunked,"),
                framed("an empty encoding", "Transfer-Encoding:"),
                framed("an unknown encoding", "Transfer-Encoding: xchunked"),
                framed("a quoted encoding", "Transfer-Encoding: \"chunked\""),
                framed("an encoding with a parameter", "Transfer-Encoding: chunked;a=b"),
                framed("an encoding behind a vertical tab", "Transfer-Encoding: \13chunked"),
                framed("an encoding in front of NUL", "Transfer-Encoding: chunked\0"),
                odd(
                        14,
                        "chunks in HTTP/1.0",
                        "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nPOISON\r\n0\r\n\r\n"),
                odd(14, "gzip in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nPOISON")
                        .thenCloses(),
                odd(
                        14,
                        "204 with two lengths that differ",
                        "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\nContent-Length: 6\r\n\r\n"),
                odd(
                        14,
                        "304 with a length and chunks",
                        "HTTP/1.1 304 Not Modified\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n"));
    }

    /** The body is whole whichever way it is read, or goes on for ever. */
    private static OddAnswer framed(String name, String... fields) {
        return odd(14, name, "HTTP/1.1 200 OK\r\n" + String.join("\r\n", fields) + "\r\n\r\n6\r\nPOISON\r\n0\r\n\r\n");
    }
}
