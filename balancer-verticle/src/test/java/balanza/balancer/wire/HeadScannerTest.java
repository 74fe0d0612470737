package balanza.balancer.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadScannerTest {
    private static final WireLimits SMALL = new WireLimits(40, 60, 3, Duration.ofSeconds(1), Duration.ofSeconds(1));

    @Test
    void findsTheEndWhereverTheHeadIsSplit() throws Refusal {
        var head = "POST /a?b HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\nX:\r\n\r\n";
        for (int split = 0; split <= head.length(); split++) {
            var bytes = Unpooled.buffer().writeBytes(ascii(head.substring(0, split)));
            var scanner = new HeadScanner(WireLimits.DEFAULT);
            var early = scanner.scan(bytes);
            assertThat(early == null).as("at %d", split).isEqualTo(split < head.length());

            bytes.writeBytes(ascii(head.substring(split) + "body"));
            var found = early == null ? scanner.scan(bytes) : early;
            assertThat(found).isEqualTo(new RequestHead(head.length(), false, 7, false, false, false));
            assertThat(bytes.readerIndex()).isZero();
        }
    }

    @Test
    void findsTheEndOfAHeadThatComesByteByByte() throws Refusal {
        var head = "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
        var bytes = Unpooled.buffer();
        var scanner = new HeadScanner(WireLimits.DEFAULT);
        for (int i = 0; i < head.length() - 1; i++) {
            bytes.writeByte(head.charAt(i));
            assertThat(scanner.scan(bytes)).isNull();
        }
        bytes.writeByte('\n');
        assertThat(scanner.scan(bytes)).isEqualTo(new RequestHead(head.length(), true, 0, false, false, false));
    }

    @Test
    void isReadyForTheNextHead() throws Refusal {
        var first = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
        var second = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        var bytes = Unpooled.copiedBuffer(first + second, ISO_8859_1);
        var scanner = new HeadScanner(WireLimits.DEFAULT);

        assertThat(scanner.scan(bytes)).isEqualTo(new RequestHead(first.length(), false, 0, true, false, false));
        bytes.skipBytes(first.length());
        assertThat(scanner.scan(bytes)).isEqualTo(new RequestHead(second.length(), false, 0, false, true, false));
    }

    @Test
    void skipsOneEmptyLineOnlyWhereverItIsSplit() throws Refusal {
        var head = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
        for (int split = 0; split < 3; split++) {
            var scanner = new HeadScanner(WireLimits.DEFAULT);
            var bytes = Unpooled.buffer().writeBytes(ascii("\r\n".substring(0, Math.min(split, 2))));
            assertThat(scanner.scan(bytes)).isNull();
            bytes.writeBytes(ascii("\r\n".substring(Math.min(split, 2)) + head));
            assertThat(scanner.scan(bytes)).isNotNull();
            assertThat(bytes.readableBytes()).isEqualTo(head.length());
        }
        refused("\r\n\r\n" + head, "request line: empty");
        refused("\n" + head, "line: ends with LF");
        refused("\r" + head, "request line: not readable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  / HTTP/1.1 | target: malformed",
                "GET /  HTTP/1.1 | version: not spoken",
                "GET\t/ HTTP/1.1 | request line: not readable",
                "G(T / HTTP/1.1 | method: malformed",
                "GET / HTTP/1.2 | version: not spoken",
                "GET / http/1.1 | version: not spoken",
                "GET / | target: malformed",
                "GET | method: malformed",
                "GET /#a HTTP/1.1 | target: with a fragment",
                "GET /\u00e9 HTTP/1.1 | request line: not readable",
                "GET /\u007f HTTP/1.1 | request line: not readable"
            })
    void refusesOtherRequestLines(String line, String why) {
        refused(line + "\r\nHost: x\r\n\r\n", why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`X : y` | header: malformed",
                "`: y` | header: malformed",
                "`X` | header: malformed",
                "`X\u00e9: y` | header: malformed",
                "` X: y` | header: folded",
                "`\tX: y` | header: folded",
                "`X: a\rb` | header: with a control character",
                "`X: a\u0001b` | header: with a control character",
                "`X: a\u007fb` | header: with a control character",
                "`X: a\nb` | line: ends with LF",
                "`Host: x` | Host: repeated",
                "`Content-Length: +1` | Content-Length: malformed",
                "`Content-Length: 1,1` | Content-Length: malformed",
                "`Content-Length:` | Content-Length: malformed",
                "`Content-Length: 1234567890123456789` | Content-Length: malformed",
                "`Content-Length: 1\r\nContent-Length: 1` | Content-Length: repeated",
                "`Content-Length: 1\r\nTransfer-Encoding: chunked` | Content-Length: beside",
                "`Transfer-Encoding: gzip, chunked` | Transfer-Encoding: not usable",
                "`Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked` | Transfer-Encoding: not usable",
                "`Expect: x` | Expect: not known",
                "`Sec-WebSocket-Key1: x` | Upgrade: to a WebSocket before",
                "`Connection: close, HOST` | Connection: names a field",
                "`Connection: X-Forwarded-Whatever` | Connection: names a field"
            })
    void refusesOtherFields(String field, String why) {
        refused("GET / HTTP/1.1\r\nHost: x\r\n" + field + "\r\n\r\n", why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: \u0000", "X: a\u0000b", "X\u0000: a", "\u0000: a", "Host: x\u0000"})
    void refusesNul(String field) {
        refused("GET / HTTP/1.0\r\n" + field + "\r\n\r\n", "header: ");
    }

    @Test
    void wantsAHostInHttp11Only() throws Refusal {
        refused("GET / HTTP/1.1\r\n\r\n", "Host: missing");
        assertThat(head("GET / HTTP/1.0\r\n\r\n").closes()).isTrue();
        refused("GET / HTTP/1.0\r\nHost: a b\r\n\r\n", "Host: malformed");
        refused("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", "Transfer-Encoding: not usable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | HTTP/1.1 | keep-alive, Upgrade | WebSocket | true",
                "POST | HTTP/1.1 | Upgrade | websocket | false",
                "GET | HTTP/1.0 | Upgrade | websocket | false",
                "GET | HTTP/1.1 | keep-alive | websocket | false",
                "GET | HTTP/1.1 | Upgrade | h2c | false"
            })
    void knowsWhoAsksForAWebSocket(String method, String version, String connection, String upgrade, boolean asks)
            throws Refusal {
        assertThat(head(method + " / " + version + "\r\nHost: x\r\nConnection: " + connection + "\r\nUpgrade: "
                                + upgrade + "\r\n\r\n")
                        .upgrade())
                .isEqualTo(asks);
    }

    @Test
    void makesNoTunnelOfARequestWithABody() throws Refusal {
        var upgrade = "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n";
        assertThat(head(upgrade + "\r\n").upgrade()).isTrue();
        assertThat(head(upgrade + "Content-Length: 1\r\n\r\n").upgrade()).isFalse();
        assertThat(head(upgrade + "Transfer-Encoding: chunked\r\n\r\n").upgrade())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 | x | false",
                "HTTP/1.1 | x, Close | true",
                "HTTP/1.1 | close,keep-alive | true",
                "HTTP/1.0 | x | true",
                "HTTP/1.0 | x , Keep-Alive | false"
            })
    void knowsWhetherTheConnectionEnds(String version, String connection, boolean closes) throws Refusal {
        assertThat(head("GET / " + version + "\r\nHost: x\r\nConnection: " + connection + "\r\n\r\n")
                        .closes())
                .isEqualTo(closes);
    }

    @Test
    void refusesARequestLineAsSoonAsItIsTooLong() throws Refusal {
        var longest = "GET /" + "x".repeat(26) + " HTTP/1.1";
        assertThat(scan(SMALL, longest + "\r\nHost: x\r\n\r\n")).isNotNull();
        refused(SMALL, longest.replace("x ", "xx ") + "\r\n", "The request line is too long");
        refused(SMALL, "GET /" + "x".repeat(37), "The request line is too long");
    }

    @Test
    void refusesAHeaderSectionAsSoonAsItIsTooLarge() throws Refusal {
        var start = "GET / HTTP/1.1\r\nHost: x\r\n";
        assertThat(scan(SMALL, start + "X: " + "y".repeat(46) + "\r\n\r\n")).isNotNull();
        refused(SMALL, start + "X: " + "y".repeat(47) + "\r\n\r\n", "The header section is too large");
        refused(SMALL, start + "X: " + "y".repeat(52), "The header section is too large");
        refused(SMALL, start + "a:\r\nb:\r\nc:\r\n", "The header section is too large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0016\u0003\u0001", "GET /\u0000", "\u00ff", "GET\r/", "\u0080\u0080"})
    void refusesWhatIsNoRequestBeforeItsLineEnds(String start) {
        refused(start, "request line: not readable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "a-b.example:5000",
                "127.0.0.1:80",
                "[::1]",
                "[2001:db8::1]:65535",
                "a:",
                "a_b",
                "a%41",
                "a;b"
            })
    void takesAHost(String host) throws Refusal {
        assertThat(head("GET / HTTP/1.1\r\nHost:\t " + host + "  \r\n\r\n").length())
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a,b",
                "a/b",
                "a@b",
                "a?b",
                "a\\b",
                "a:b",
                "a:65536",
                "a:1:2",
                ":80",
                "[::1",
                "[::g]",
                "[::1]x",
                "[]",
                "[fe80::1%25eth0]",
                "::1",
                "a%4",
                "a%zz",
                "\"a\"",
                "<a>",
                "\u00e9"
            })
    void refusesAnotherHost(String host) {
        refused("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n", "Host: malformed");
    }

    private static RequestHead head(String text) throws Refusal {
        var head = scan(WireLimits.DEFAULT, text);
        assertThat(head).isNotNull();
        return head;
    }

    private static RequestHead scan(WireLimits limits, String text) throws Refusal {
        return new HeadScanner(limits).scan(Unpooled.copiedBuffer(text, ISO_8859_1));
    }

    private static void refused(String text, String why) {
        refused(WireLimits.DEFAULT, text, why);
    }

    /** Whether it comes in one piece or byte by byte. */
    private static void refused(WireLimits limits, String text, String why) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> scan(limits, text))
                .withMessageStartingWith(why);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> {
            var scanner = new HeadScanner(limits);
            ByteBuf bytes = Unpooled.buffer();
            for (var octet : ascii(text)) {
                scanner.scan(bytes.writeByte(octet));
            }
        });
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
