package balanza.balancer.strict;

import static balanza.balancer.strict.OddAnswer.odd;

import java.util.List;

/** Answers that have no head, or one with something wrong in it other than its framing. */
final class OddHeads {
    private static final String REST = "Content-Length: 6\r\n\r\nPOISON";
    private static final String EARLY = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";

    private OddHeads() {}

    static List<OddAnswer> all() {
        return List.of(
                odd(14, "a line of text", "POISON\r\n\r\n"),
                odd(14, "the banner of another protocol", "SSH-2.0-OpenSSH_9 POISON\r\n"),
                odd(14, "an answer of HTTP/0.9, then the end", "<html>POISON</html>")
                        .thenCloses(),
                odd(14, "an answer of HTTP/0.9, and no end", "<html>POISON</html>"),
                odd(14, "a frame of HTTP/2", "\0\0\0\4\0\0\0\0\0"),
                odd(14, "HTTP/2's greeting", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                odd(14, "an alert of TLS", "\25\3\1\0\2\2\50"),
                head("HTTP/2.0", "HTTP/2.0 200 OK"),
                head("HTTP/1.2", "HTTP/1.2 200 OK"),
                head("HTTP/1.10", "HTTP/1.10 200 OK"),
                head("HTTP/0.9 in a status line", "HTTP/0.9 200 OK"),
                head("a status line in lower case", "http/1.1 200 OK"),
                head("a misspelt protocol", "HTPP/1.1 200 OK"),
                head("no version", "HTTP 200 OK"),
                head("two blanks before the status", "HTTP/1.1  200 OK"),
                head("a tab before the status", "HTTP/1.1\t200 OK"),
                head("a blank before the status line", " HTTP/1.1 200 OK"),
                head("an empty line before the status line", "\r\nHTTP/1.1 200 OK"),
                head("no status", "HTTP/1.1"),
                head("a status of two digits", "HTTP/1.1 20 OK"),
                head("a status of four digits", "HTTP/1.1 2000 OK"),
                head("status 099", "HTTP/1.1 099 OK"),
                head("status 600", "HTTP/1.1 600 OK"),
                head("status 999", "HTTP/1.1 999 OK"),
                head("a negative status", "HTTP/1.1 -20 OK"),
                head("a status that is no number", "HTTP/1.1 2e2 OK"),
                head("NUL in the reason", "HTTP/1.1 200 O\0K"),
                head("CR in the reason", "HTTP/1.1 200 O\rK"),
                head("a status line of 5,000 bytes", "HTTP/1.1 200 " + "x".repeat(5_000)),
                odd(14, "lines that end with LF", "HTTP/1.1 200 OK\nContent-Length: 6\n\nPOISON"),
                field("a line that ends with LF", "X: 1\nY: 2"),
                field("a line that ends with CR", "X: 1\rY: 2"),
                field("CR in a value", "X: a\rb"),
                field("NUL in a value", "X: a\0b"),
                field("a control character in a value", "X: a\33[2Jb"),
                field("DEL in a value", "X: a\177b"),
                field("a folded line", "X: 1\r\n 2"),
                field("a line folded with a tab", "X: 1\r\n\t2"),
                field("a fold before the first field", " X: 1"),
                field("a blank before the colon", "X : 1"),
                field("a tab before the colon", "X\t: 1"),
                field("an empty name", ": 1"),
                field("no colon", "X"),
                field("a blank in a name", "X Y: 1"),
                field("a slash in a name", "X/Y: 1"),
                field("a name that is not ASCII", "\u00dc: 1"),
                field("NUL in a name", "X\0: 1"),
                field("a head of 70,000 bytes", "X: " + "x".repeat(70_000)),
                field("300 lines", "X: 1\r\n".repeat(300) + "Y: 1"),
                odd(14, "a head without an end", "HTTP/1.1 200 OK\r\nX: " + "x".repeat(70_000)),
                odd(14, "a field line without an end", "HTTP/1.1 200 OK\r\nX: 1\r\nY: 2")
                        .thenCloses(),
                odd(14, "half a status line", "HTTP/1.1 20").thenCloses(),
                odd(14, "half a head, broken off", "HTTP/1.1 200 OK\r\nContent-Le")
                        .thenResets(),
                odd(8, "101 that nobody asked for", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nPOISON"),
                odd(8, "17 answers before the answer", EARLY.repeat(17) + "HTTP/1.1 200 OK\r\n" + REST),
                odd(8, "answers before the answer, and no answer", EARLY.repeat(3))
                        .thenCloses(),
                odd(8, "an answer before the answer with a body", "HTTP/1.1 103 Early Hints\r\n" + REST),
                odd(
                        8,
                        "a malformed answer before the answer",
                        "HTTP/1.1 103 Early\nHints\r\n\r\nHTTP/1.1 200 OK\r\n" + REST),
                odd(9, "no answer").thenCloses(),
                odd(9, "no answer, broken off").thenResets());
    }

    private static OddAnswer head(String name, String statusLine) {
        return odd(14, name, statusLine + "\r\n" + REST);
    }

    private static OddAnswer field(String name, String lines) {
        return odd(14, name, "HTTP/1.1 200 OK\r\n" + lines + "\r\n" + REST);
    }
}
