package balanza.balancer.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkScannerTest {
    private static final String NEXT = "GET / HTTP/1.1\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0\r\n\r\n",
                "5\r\nhello\r\n0\r\n\r\n",
                "5\r\n\r\n0\r\n\r\n0\r\n\r\n",
                "A\r\n0123456789\r\n0a\r\n0123456789\r\n000\r\n\r\n",
                "0000000000000001\r\nx\r\n0\r\n\r\n",
                "1;a\r\nx\r\n0;b=c;d=\"e f\\\"\t\";g\r\n\r\n",
                "1\r\nx\r\n0\r\nX-Sum: 1\r\nY:\r\n\r\n"
            })
    void findsTheEndWhereverTheBodyIsSplit(String body) throws Refusal {
        var all = (body + NEXT).getBytes(ISO_8859_1);
        for (int split = 0; split <= all.length; split++) {
            var scanner = new ChunkScanner();
            var first = Math.min(split, body.length());
            assertThat(scanner.scan(Unpooled.wrappedBuffer(all, 0, split))).isEqualTo(first);
            assertThat(scanner.ended()).isEqualTo(first == body.length());
            assertThat(scanner.scan(Unpooled.wrappedBuffer(all, first, all.length - first)))
                    .isEqualTo(body.length() - first);
            assertThat(scanner.ended()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r",
                "g",
                "0x",
                "+",
                "-",
                " ",
                "5 ",
                "5\t",
                "5\n",
                "5\r5",
                "5\r\r",
                "\u0000",
                "\u00b2",
                ";",
                "5;\r",
                "5;;",
                "5; ",
                "5;a ",
                "5;a=\r",
                "5;a= ",
                "5;a=\"\r",
                "5;a=\"\u0000",
                "5;a=\"\\\n",
                "5;a=\"b\"c",
                "5;\u00e9",
                "5;a=\"\u00e9",
                "80000000",
                "100000000",
                "00000000000000001",
                "1\r\nxy",
                "1\r\nx\n",
                "1\r\nx\ry",
                "1\r\n\r\n",
                "0\r\n\n",
                "0\r\n\rx",
                "0\r\n ",
                "0\r\n:",
                "0\r\nX ",
                "0\r\nX\r",
                "0\r\nX: y\n",
                "0\r\nX: a\u0000",
                "0\r\nX: a\r\n ",
                "0\r\nContent-Length:",
                "0\r\ntransfer-encoding:",
                "0\r\nHost:",
                "0\r\nTrailer:"
            })
    void refusesAtTheFirstByteThatIsWrong(String body) throws Refusal {
        var scanner = new ChunkScanner();
        var octets = body.getBytes(ISO_8859_1);
        for (int i = 0; i < octets.length - 1; i++) {
            scanner.scan(Unpooled.wrappedBuffer(octets, i, 1));
        }
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> scanner.scan(Unpooled.wrappedBuffer(octets, octets.length - 1, 1)));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new ChunkScanner().scan(Unpooled.wrappedBuffer(octets)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5;a=x", "0\r\nX: y", "0\r\nx"})
    void isBounded(String start) throws Refusal {
        var scanner = new ChunkScanner();
        scanner.scan(Unpooled.copiedBuffer(start, ISO_8859_1));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> scanner.scan(Unpooled.copiedBuffer("y".repeat(9_000), ISO_8859_1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 1_000})
    void refusesManyTrailers(int count) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> new ChunkScanner()
                .scan(Unpooled.copiedBuffer("0\r\n" + "X:\r\n".repeat(count) + "\r\n", ISO_8859_1)));
    }
}
