package balanza.balancer.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Whatever bytes come, they begin with a head or are refused, and it is the same however they come in pieces. Run over the
 * inputs that are kept; with {@code JAZZER_FUZZ=1} new ones are searched for.
 */
@DisabledOnOs(value = OS.LINUX, architectures = "aarch64", disabledReason = "Jazzer is not made for it")
class HeadScannerFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void isTheSameHoweverTheBytesCome(byte[] bytes) {
        assertThat(scanned(bytes, 1)).isEqualTo(scanned(bytes, Math.max(1, bytes.length)));
    }

    /** The head and its fields, or what is wrong, or nothing yet. */
    private static String scanned(byte[] bytes, int piece) {
        var fields = new FieldTable();
        var scanner = new HeadScanner(WireLimits.DEFAULT, fields);
        var come = Unpooled.buffer();
        try {
            for (int from = 0; from < bytes.length; from += piece) {
                come.writeBytes(bytes, from, Math.min(piece, bytes.length - from));
                var head = scanner.scan(come);
                if (head != null) {
                    assertThat(head.length()).isEqualTo(scanner.head().length);
                    assertThat(come.readableBytes()).isGreaterThanOrEqualTo(head.length());
                    return head + " " + fields.count();
                }
            }
            return "";
        } catch (Refusal refusal) {
            return refusal.told().getMessage();
        }
    }
}
