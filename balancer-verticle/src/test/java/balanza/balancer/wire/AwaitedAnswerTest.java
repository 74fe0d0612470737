package balanza.balancer.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.balancer.strict.OddAnswer;
import balanza.balancer.strict.OddAnswer.Asking;
import balanza.balancer.strict.OddAnswers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However the network cuts an answer into pieces, it is the same answer. */
class AwaitedAnswerTest {
    /** Longer ones are long because of one repeated byte. */
    private static final int LONG = 2_000;

    static Stream<OddAnswer> answers() {
        return OddAnswers.all().stream().filter(odd -> odd.bytes().length() < LONG);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void isTheSameInTwoPieces(OddAnswer odd) {
        var bytes = odd.bytes();
        var whole = read(odd, List.of(bytes));
        for (int i = 1; i < bytes.length(); i++) {
            assertThat(read(odd, List.of(bytes.substring(0, i), bytes.substring(i))))
                    .as("cut at " + i)
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void isTheSameByteByByte(OddAnswer odd) {
        var bytes = odd.bytes();
        var pieces = IntStream.range(0, bytes.length())
                .mapToObj(i -> bytes.substring(i, i + 1))
                .toList();
        assertThat(read(odd, pieces)).isEqualTo(read(odd, List.of(bytes)));
    }

    @Test
    void aBodyIsPassedOnWithoutACopy() throws Exception {
        var passed = new ArrayList<ByteBuf>();
        var answer = new AwaitedAnswer(HttpMethod.GET, false, (status, headers) -> {});
        answer.read(buffer("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n"), memory(), passed::add);
        var piece = buffer("1234");
        var tooMuch = buffer("5678more");

        answer.read(piece, memory(), passed::add);
        answer.read(tooMuch, memory(), passed::add);

        assertThat(passed.get(1)).isSameAs(piece);
        assertThat(passed.get(2).unwrap()).isSameAs(tooMuch);
        assertThat(passed.get(2).toString(ISO_8859_1)).isEqualTo("5678");
        assertThat(answer.last()).isTrue();
    }

    @Test
    void memoryIsFreed() throws Exception {
        for (var odd : OddAnswers.all()) {
            var pieces = new ArrayList<ByteBuf>();
            var bytes = odd.bytes();
            for (int i = 0; i < bytes.length(); i += 1_000) {
                pieces.add(buffer(bytes.substring(i, Math.min(i + 1_000, bytes.length()))));
            }
            var answer = awaited(odd);
            for (var piece : pieces) {
                if (answer.whole()) {
                    piece.release(); // As its caller would.
                    continue;
                }
                try {
                    answer.read(piece, memory(), ByteBuf::release);
                } catch (MalformedAnswer e) {
                    answer.release();
                }
            }
            answer.release();
            assertThat(pieces).as(odd.name()).allMatch(piece -> piece.refCnt() == 0);
        }
    }

    /** What was passed on, the answers before the answer, and how it ended. */
    private static String read(OddAnswer odd, List<String> pieces) {
        var seen = new StringBuilder();
        var answer = awaited(odd, seen);
        try {
            for (var piece : pieces) {
                if (!answer.whole() && !answer.tunnel()) {
                    answer.read(buffer(piece), memory(), passed -> seen.append(passed.toString(ISO_8859_1)));
                }
            }
        } catch (MalformedAnswer e) {
            return seen + " malformed";
        } finally {
            answer.release();
        }
        return seen + (answer.whole() ? " whole" : " unfinished");
    }

    private static AwaitedAnswer awaited(OddAnswer odd) {
        return awaited(odd, new StringBuilder());
    }

    private static AwaitedAnswer awaited(OddAnswer odd, StringBuilder seen) {
        return new AwaitedAnswer(
                odd.asking() == Asking.HEAD ? HttpMethod.HEAD : HttpMethod.GET,
                false,
                (status, headers) -> seen.append(status).append(headers.entries()));
    }

    private static ByteBuf buffer(String text) {
        return Unpooled.copiedBuffer(text, ISO_8859_1);
    }

    private static UnpooledByteBufAllocator memory() {
        return UnpooledByteBufAllocator.DEFAULT;
    }
}
