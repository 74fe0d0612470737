package balanza.balancer.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedBodyTest {
    private static final int TRAILER_BYTES = 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0\r\n\r\n",
                "1\r\nx\r\n0\r\n\r\n",
                "000a\r\n0123456789\r\n00\r\n\r\n",
                "1;a=b;c=\"d;e\"\r\nx\r\n0;f\r\n\r\n",
                "2\r\n\r\n\r\n0\r\n\r\n",
                "0\r\nX: 1\r\nY:\r\n\r\n"
            })
    void endsWhereTheLastChunkEnds(String body) {
        var chunks = new ChunkedBody(TRAILER_BYTES, new DataTable());

        int end = chunks.take(Unpooled.copiedBuffer(body + "more", ISO_8859_1), 0);

        assertThat(end).isEqualTo(body.length());
        assertThat(chunks.whole()).isTrue();
        assertThat(chunks.wrong()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|x",
                "|\r\n",
                "|;a\r\n",
                "| 1\r\n",
                "1| \r\n",
                "1|\n",
                "1\r|x",
                "1\r\nx|x",
                "1\r\nx\r|x",
                "1\r\nx|\n",
                "1;a|\n",
                "7fffffff|f\r\n",
                "0\r\n|:",
                "0\r\n| x",
                "0\r\nX| :",
                "0\r\nX|\r\n",
                "0\r\nX: 1\r|\r\n",
                "0\r\nX: 1|\n",
                "0\r\nX: 1\r\n|\n",
                "0\r\n\r|x",
                "0\r\nX: 01234567890123456|7\r\n"
            })
    void isGoodUpToTheFirstWrongByte(String marked) {
        var chunks = new ChunkedBody(TRAILER_BYTES, new DataTable());

        int end = chunks.take(Unpooled.copiedBuffer(marked.replace("|", ""), ISO_8859_1), 0);

        assertThat(end).isEqualTo(marked.indexOf('|'));
        assertThat(chunks.whole()).isFalse();
        assertThat(chunks.wrong()).isNotNull();
    }

    @Test
    void aChunkMayBeAsLargeAsTheDecoderTakesIt() {
        var chunks = new ChunkedBody(TRAILER_BYTES, new DataTable());

        chunks.take(Unpooled.copiedBuffer("7fffffff\r\nx", ISO_8859_1), 0);

        assertThat(chunks.wrong()).isNull();
    }
}
