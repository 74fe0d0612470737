package balanza.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuffersTest {
    /** A process of its own, as Netty chooses once. */
    @Test
    void largeBuffersComeFromAPool() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BuffersTest.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(new String(process.getInputStream().readAllBytes(), UTF_8).strip())
                    .endsWith("PooledByteBufAllocator");
            assertThat(process.waitFor(20, SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    public static void main(String[] args) {
        Transport.from(new Env(Map.of()));
        System.out.println(ByteBufAllocator.DEFAULT.getClass().getSimpleName());
    }
}
