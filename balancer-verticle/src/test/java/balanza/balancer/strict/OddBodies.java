package balanza.balancer.strict;

import static balanza.balancer.strict.OddAnswer.odd;

import java.util.List;

/** Answers with a good head, whose body ends before it should, or is not framed as the head says. */
final class OddBodies {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String LENGTH = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";

    private OddBodies() {}

    static List<OddAnswer> all() {
        return List.of(
                chunk("a size that is no number", "g\r\nPOISON\r\n"),
                chunk("a negative size", "-1\r\nPOISON\r\n"),
                chunk("a size with a sign", "+6\r\nPOISON\r\n"),
                chunk("a size with a prefix", "0x6\r\nPOISON\r\n"),
                chunk("a blank before the size", " 6\r\nPOISON\r\n"),
                chunk("a blank behind the size", "6 \r\nPOISON\r\n"),
                chunk("a blank before an extension", "6 ;a=b\r\nPOISON\r\n"),
                chunk("a tab behind the size", "6\t\r\nPOISON\r\n"),
                chunk("a size in quotes", "\"6\"\r\nPOISON\r\n"),
                chunk("no size", "\r\nPOISON\r\n"),
                chunk("an extension and no size", ";a=b\r\nPOISON\r\n"),
                chunk("a size of 2^31", "80000000\r\nPOISON"),
                chunk("a size of 2^64 and 6", "10000000000000006\r\nPOISON\r\n"),
                chunk("a size of 5,000 digits", "0".repeat(4_999) + "6\r\nPOISON\r\n"),
                chunk("a size line that ends with LF", "6\nPOISON\r\n"),
                chunk("a size line that ends with CR", "6\rPOISON\r\n"),
                chunk("an extension that ends with LF", "6;a\nPOISON\r\n"),
                chunk("NUL in an extension", "6;a\0b\r\nPOISON\r\n"),
                chunk("an extension of 5,000 bytes", "6;" + "a".repeat(5_000) + "\r\nPOISON\r\n"),
                chunk("a chunk longer than its size", "2\r\nabPOISON\r\n"),
                chunk("a chunk shorter than its size", "4\r\nab\r\n6\r\nPOISON\r\n0\r\n\r\n"),
                chunk("no line end behind a chunk", "2\r\nab6\r\nPOISON\r\n0\r\n\r\n"),
                chunk("LF behind a chunk", "2\r\nab\n6\r\nPOISON\r\n0\r\n\r\n"),
                chunk("a trailer without a colon", "2\r\nab\r\n0\r\nPOISON\r\n\r\n"),
                chunk("a folded trailer", "2\r\nab\r\n0\r\nX: 1\r\n POISON\r\n\r\n"),
                chunk("a trailer's line that ends with LF", "2\r\nab\r\n0\r\nX: 1\n\r\n"),
                chunk("NUL in a trailer", "2\r\nab\r\n0\r\nX: a\0b\r\n\r\n"),
                chunk("a trailer of 70,000 bytes", "2\r\nab\r\n0\r\nX: " + "x".repeat(70_000) + "\r\n\r\n"),
                chunk("LF at the very end", "2\r\nab\r\n0\r\n\n"),
                odd(13, "no last chunk, then the end", CHUNKED + "2\r\nab\r\n")
                        .thenCloses()
                        .isCut(),
                odd(13, "half a last chunk, then the end", CHUNKED + "2\r\nab\r\n0\r\n")
                        .thenCloses()
                        .isCut(),
                odd(13, "half a chunk, then the end", CHUNKED + "a\r\nhalf")
                        .thenCloses()
                        .isCut(),
                odd(13, "half a size, then the end", CHUNKED + "2\r\nab\r\n0")
                        .thenCloses()
                        .isCut(),
                odd(13, "no chunk at all, then the end", CHUNKED).thenCloses().isCut(),
                odd(13, "a chunk, then broken off", CHUNKED + "2\r\nab\r\n")
                        .thenResets()
                        .isCut(),
                odd(13, "half a body, then the end", LENGTH + "half")
                        .thenCloses()
                        .isCut(),
                odd(13, "no body, then the end", LENGTH).thenCloses().isCut(),
                odd(13, "half a body, then broken off", LENGTH + "half")
                        .thenResets()
                        .isCut(),
                odd(13, "a body without a length, broken off", "HTTP/1.1 200 OK\r\n\r\nhalf")
                        .thenResets()
                        .isCut(),
                odd(13, "a body of HTTP/1.0 without a length, broken off", "HTTP/1.0 200 OK\r\n\r\nhalf")
                        .thenResets()
                        .isCut());
    }

    private static OddAnswer chunk(String name, String body) {
        return odd(14, name, CHUNKED + body).isCut();
    }
}
