package balanza.balancer.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;

/** What is read out of a head; what is refused in one is in the table of odd answers. */
class AnswerScannerTest {
    @Test
    void aHeadEndsWithItsEmptyLine() throws Exception {
        var head = "HTTP/1.1 200 OK\r\nX: 1\r\n\r\n";
        assertThat(scan(head + "body").bytes()).isEqualTo(head.length());
    }

    @Test
    void aHeadThatIsNotWholeIsWaitedFor() throws Exception {
        var head = "HTTP/1.1 200 OK\r\nX: 1\r\n\r\n";
        var scanner = new AnswerScanner(new FieldTable());
        var come = Unpooled.buffer();
        for (int i = 0; i < head.length() - 1; i++) {
            come.writeByte(head.charAt(i));
            assertThat(scanner.scan(come)).isNull();
        }
        come.writeByte('\n');
        assertThat(scanner.scan(come)).isNotNull();
    }

    @Test
    void statusLengthAndChunksAreRead() throws Exception {
        assertThat(scan("HTTP/1.1 404\r\ncontent-length: 0012\r\n\r\n"))
                .matches(head -> head.status() == 404 && head.length() == 12 && !head.chunked() && !head.close());
        assertThat(scan("HTTP/1.1 200 OK\r\nTRANSFER-encoding:Chunked \r\n\r\n"))
                .matches(head -> head.length() < 0 && head.chunked());
        assertThat(scan("HTTP/1.0 200 OK\r\nContent-Length: 999999999999999999\r\n\r\n"))
                .matches(head -> head.length() == 999_999_999_999_999_999L);
    }

    @Test
    void aConnectionThatIsToBeClosedIsKnownByAnyOfItsOptions() throws Exception {
        assertThat(scan("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n").close()).isTrue();
        assertThat(scan("HTTP/1.1 200 OK\r\nConnection: x\r\nconnection: y , CLOSE\r\n\r\n")
                        .close())
                .isTrue();
        assertThat(scan("HTTP/1.1 200 OK\r\nConnection: closed, keep-alive\r\n\r\n")
                        .close())
                .isFalse();
    }

    @Test
    void anAnswerBeforeTheAnswerHasItsFieldsButThoseOfFraming() throws Exception {
        var head =
                scan("HTTP/1.1 103 Early Hints\r\nLink: <a>\r\nX: \u00fc \r\nlink: <b>\r\nContent-Length: 0\r\n\r\n");

        assertThat(head.interim()).isTrue();
        assertThat(head.fields().getAll("Link")).containsExactly("<a>", "<b>");
        assertThat(head.fields().get("X")).isEqualTo("\u00fc");
        assertThat(head.fields().contains("Content-Length")).isFalse();
    }

    @Test
    void switchingProtocolsIsNoAnswerBeforeTheAnswer() throws Exception {
        assertThat(scan("HTTP/1.1 101 Switching Protocols\r\n\r\n").interim()).isFalse();
    }

    @Test
    void someAnswersHaveNoBodyWhateverTheySay() throws Exception {
        assertThat(scan("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n")
                        .bodyOf(HttpMethod.GET, new DataTable())
                        .whole())
                .isTrue();
        assertThat(scan("HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n")
                        .bodyOf(HttpMethod.GET, new DataTable())
                        .whole())
                .isTrue();
        assertThat(scan("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")
                        .bodyOf(HttpMethod.HEAD, new DataTable())
                        .whole())
                .isTrue();
        assertThat(scan("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")
                        .bodyOf(HttpMethod.GET, new DataTable())
                        .whole())
                .isFalse();
    }

    @Test
    void aBodyThatNothingIsSaidOfEndsWithTheConnection() throws Exception {
        assertThat(scan("HTTP/1.1 200 OK\r\n\r\n")
                        .bodyOf(HttpMethod.GET, new DataTable())
                        .endsWithConnection())
                .isTrue();
    }

    @Test
    void aHeadIsAsLargeAsItMayBeAndNoLarger() throws Exception {
        var rest = "HTTP/1.1 200 OK\r\nX: \r\n\r\n".length();
        var filler = "x".repeat(AnswerScanner.MAX_BYTES - rest);
        assertThat(scan("HTTP/1.1 200 OK\r\nX: " + filler + "\r\n\r\n").bytes()).isEqualTo(AnswerScanner.MAX_BYTES);
        assertThatThrownBy(() -> scan("HTTP/1.1 200 OK\r\nX: x" + filler + "\r\n\r\n"))
                .hasMessage("Its head has more than 65536 bytes");
    }

    @Test
    void aHeadHasAsManyLinesAsItMayAndNoMore() throws Exception {
        var lines = "X: 1\r\n".repeat(AnswerScanner.MAX_LINES - 1);
        assertThat(scan("HTTP/1.1 200 OK\r\n" + lines + "\r\n")).isNotNull();
        assertThatThrownBy(() -> scan("HTTP/1.1 200 OK\r\nX: 1\r\n" + lines + "\r\n"))
                .hasMessage("Its head has more than 200 lines");
    }

    private static AnswerHead scan(String text) throws MalformedAnswer {
        return new AnswerScanner(new FieldTable()).scan(Unpooled.copiedBuffer(text, ISO_8859_1));
    }
}
