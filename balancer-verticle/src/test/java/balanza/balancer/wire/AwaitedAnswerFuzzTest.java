package balanza.balancer.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Whatever bytes a node sends, the same of them is passed on, and taken for whole or malformed, however they come in pieces. Run
 * over the inputs that are kept; with {@code JAZZER_FUZZ=1} new ones are searched for.
 */
@DisabledOnOs(value = OS.LINUX, architectures = "aarch64", disabledReason = "Jazzer is not made for it")
class AwaitedAnswerFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void isTheSameHoweverTheBytesCome(byte[] bytes) {
        for (var method : new HttpMethod[] {HttpMethod.GET, HttpMethod.HEAD}) {
            assertThat(read(method, bytes, 1)).isEqualTo(read(method, bytes, Math.max(1, bytes.length)));
        }
    }

    /** What of it is passed on, and whether that is all of the answer or something is wrong. */
    private static String read(HttpMethod method, byte[] bytes, int piece) {
        var passed = Unpooled.buffer();
        var answer = new AwaitedAnswer(method, false, (status, fields) -> passed.writeShort(status));
        var malformed = false;
        try {
            for (int from = 0; from < bytes.length && !answer.whole(); from += piece) {
                var in = Unpooled.copiedBuffer(bytes, from, Math.min(piece, bytes.length - from));
                answer.read(in, UnpooledByteBufAllocator.DEFAULT, good -> pass(good, passed));
            }
        } catch (MalformedAnswer e) {
            malformed = true;
        } finally {
            answer.release();
        }
        return ByteBufUtil.hexDump(passed) + " " + answer.whole() + " " + malformed;
    }

    private static void pass(ByteBuf good, ByteBuf to) {
        to.writeBytes(good);
        good.release();
    }
}
