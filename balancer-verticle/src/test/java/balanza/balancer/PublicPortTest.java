package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import balanza.runtime.Env;
import balanza.runtime.Health;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the port is opened. */
class PublicPortTest {
    private Balancer balancer;
    private Vertx vertx;

    @BeforeEach
    void start() throws IOException {
        balancer = Balancer.ready();
        vertx = TestVertx.open();
    }

    @AfterEach
    void close() throws Exception {
        balancer.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    /** Which the kernel would allow, as both are of one user. */
    @Test
    void nobodyGetsAPortThatAnotherHas() {
        var port = Integer.toString(balancer.endpoint().port());
        var second = new BalancerService().configure(new Env(Map.of("APP_HOST", "127.0.0.1", "APP_PORT", port)));

        assertThatThrownBy(() -> second.start(vertx, new Health()).await(10, TimeUnit.SECONDS))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("127.0.0.1:" + port);
    }

    @Test
    void everyEventLoopListensItself() throws IOException {
        assumeTrue(vertx.isNativeTransportEnabled());

        assertThat(listening(balancer.endpoint().port()))
                .isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    /** Sockets of this machine, as in proc(5). */
    private static long listening(int port) throws IOException {
        var place = String.format(Locale.ROOT, ":%04X ", port);
        try (Stream<String> four = Files.lines(Path.of("/proc/self/net/tcp"));
                Stream<String> six = Files.lines(Path.of("/proc/self/net/tcp6"))) {
            return Stream.concat(four, six)
                    .map(line -> line.trim().split("\\s+", 5))
                    .filter(fields -> (fields[1] + " ").endsWith(place) && fields[3].equals("0A"))
                    .count();
        }
    }
}
