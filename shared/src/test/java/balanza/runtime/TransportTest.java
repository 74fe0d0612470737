package balanza.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTest {
    private final Map<String, io.vertx.core.transport.Transport> machine =
            new HashMap<>(Map.of("io_uring", there("io_uring"), "epoll", there("epoll"), "nio", there("nio")));

    @Test
    void theBestThatIsThereIsTaken() {
        assertThat(said("auto")).isEqualTo("io_uring");

        machine.put("io_uring", missing("io_uring", "Operation not permitted\nand more"));
        assertThat(said("auto")).isEqualTo("epoll (io_uring: Operation not permitted)");

        machine.remove("epoll");
        assertThat(said("auto")).isEqualTo("nio (io_uring: Operation not permitted; epoll: not on the class path)");
    }

    @Test
    void oneThatIsThereAndDoesNotWorkIsPassedOver() {
        var transport = Transport.from(env("auto"), machine::get);

        assertThat(transport.<String>first(tried -> {
                    if (tried.name().equals("io_uring")) {
                        throw new IllegalStateException("no loop", new OutOfMemoryError("no more rings"));
                    }
                    return transport.said(tried);
                }))
                .isEqualTo("epoll (io_uring: no more rings)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"io_uring", "epoll", "nio"})
    void theOneThatIsAskedForIsTaken(String name) {
        assertThat(said(name)).isEqualTo(name);
    }

    @Test
    void theOneThatIsAskedForIsNotPassedOver() {
        var transport = Transport.from(env("epoll"), machine::get);

        assertThatThrownBy(() -> transport.first(tried -> {
                    throw new IllegalStateException("no loop");
                }))
                .hasMessage("TRANSPORT: epoll: no loop (expected: one that works)");
    }

    @Test
    void aNameThatIsNoneIsAMistake() {
        var env = env("kqueue");
        Transport.from(env, machine::get);

        assertThat(env.mistakes()).containsExactly("TRANSPORT: kqueue (expected: auto, io_uring, epoll or nio)");
    }

    @Test
    void oneThatIsAskedForAndNotThereIsAMistake() {
        machine.put("io_uring", missing("io_uring", "Operation not permitted"));
        var env = env("io_uring");
        Transport.from(env, machine::get);

        assertThat(env.mistakes())
                .containsExactly("TRANSPORT: io_uring (expected: auto, or one that is there;"
                        + " io_uring: Operation not permitted)");
    }

    /** What the machine lacks is not tried; NIO it always has. */
    @ParameterizedTest
    @ValueSource(strings = {"io_uring", "epoll", "nio"})
    void aServerListensOnEach(String name) throws Exception {
        var env = env(name);
        var transport = Transport.from(env);
        assumeTrue(env.mistakes().isEmpty(), () -> String.valueOf(env.mistakes()));

        Vertx vertx = transport.build(VertxBuilder::build);
        try {
            assertThat(vertx.isNativeTransportEnabled()).isEqualTo(!name.equals("nio"));
            var server = vertx.createNetServer()
                    .connectHandler(client -> client.end())
                    .listen(0, "127.0.0.1")
                    .await(10, SECONDS);
            assertThat(vertx.createNetClient()
                            .connect(SocketAddress.inetSocketAddress(server.actualPort(), "127.0.0.1"))
                            .await(10, SECONDS)
                            .remoteAddress()
                            .port())
                    .isEqualTo(server.actualPort());
        } finally {
            vertx.close().await(10, SECONDS);
        }
    }

    private String said(String asked) {
        var env = env(asked);
        var transport = Transport.from(env, machine::get);
        assertThat(env.mistakes()).isEmpty();
        return transport.first(transport::said);
    }

    private static Env env(String asked) {
        return new Env(Map.of("TRANSPORT", asked));
    }

    private static io.vertx.core.transport.Transport there(String name) {
        return new OfMachine(name, null);
    }

    private static io.vertx.core.transport.Transport missing(String name, String why) {
        return new OfMachine(name, new UnsatisfiedLinkError("outer").initCause(new RuntimeException(why)));
    }

    private record OfMachine(String name, @Nullable Throwable unavailabilityCause)
            implements io.vertx.core.transport.Transport {
        @Override
        public boolean available() {
            return unavailabilityCause == null;
        }

        @Override
        public io.vertx.core.spi.transport.Transport implementation() {
            return io.vertx.core.transport.Transport.NIO.implementation();
        }
    }
}
