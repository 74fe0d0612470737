package balanza.monitor;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.Endpoint;
import balanza.monitor.Outcome.Failed;
import balanza.monitor.Outcome.Passed;
import balanza.names.Resolver;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks of nodes that are registered by name. */
class NamedNodeTest {
    private static final InetAddress ONE = loopback(1);
    private static final InetAddress TWO = loopback(2);

    private final Vertx vertx = TestVertx.open();
    private final BlockingQueue<InetAddress> asked = new LinkedBlockingQueue<>();
    private final List<HealthCheck> checks = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    @AfterEach
    void close() throws Exception {
        closing.countDown();
        checks.forEach(HealthCheck::close);
        vertx.close().await(10, SECONDS);
    }

    @Test
    void takesTheNextAddressWithinTheCheckWhenOneRefuses() throws Exception {
        int port = listen(TWO, 0);
        var check = resolving(ONE, TWO);
        var node = Samples.watched(new Endpoint("shop.test", port), "/status");

        // Bound but not listening: nobody else can take the port, and who connects is refused.
        try (var refusing = new Socket()) {
            refusing.bind(new InetSocketAddress(ONE, port));
            for (int i = 0; i < 4; i++) {
                assertThat(check.check(node).await(10, SECONDS)).isEqualTo(new Passed(200));
            }
        }

        assertThat(asked).hasSize(4).containsOnly(TWO);
    }

    @Test
    void asksOneAddressPerCheckInTurns() throws Exception {
        int port = listen(ONE, 0);
        listen(TWO, port);
        var check = resolving(ONE, TWO);
        var node = Samples.watched(new Endpoint("shop.test", port), "/status");

        for (int i = 0; i < 4; i++) {
            assertThat(check.check(node).await(10, SECONDS)).isEqualTo(new Passed(200));
        }

        assertThat(asked).containsExactly(ONE, TWO, ONE, TWO);
    }

    @Test
    void failsANodeOfWhichEveryAddressRefuses() throws Exception {
        try (var one = new Socket();
                var two = new Socket()) {
            one.bind(new InetSocketAddress(ONE, 0));
            two.bind(new InetSocketAddress(TWO, one.getLocalPort()));

            var node = Samples.watched(new Endpoint("shop.test", one.getLocalPort()), "/status");
            assertThat(resolving(ONE, TWO).check(node).await(10, SECONDS)).isEqualTo(new Failed("connection refused"));
        }
    }

    @Test
    void failsANodeWhoseHostHasNoAddress() throws Exception {
        var check = check(Duration.ofSeconds(1), host -> {
            throw new UnknownHostException(host);
        });

        assertThat(check.check(nowhere()).await(10, SECONDS)).isEqualTo(new Failed("host not found"));
    }

    @Test
    void failsANodeWhoseHostIsNotLookedUpInTime() throws Exception {
        var check = check(Duration.ofMillis(100), this::hang);

        assertThat(check.check(nowhere()).await(10, SECONDS)).isEqualTo(new Failed("host not looked up in time"));
    }

    @Test
    void failsANodeWhoseHostTakesLongerThanTheCheck() throws Exception {
        var check = check(Duration.ofSeconds(5), this::hang);

        assertThat(check.check(nowhere()).await(10, SECONDS)).isEqualTo(new Failed("no answer within 1 s"));
    }

    private static InetAddress loopback(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static WatchedNode nowhere() {
        return Samples.watched(new Endpoint("nowhere.test", 1), "/status");
    }

    private InetAddress[] hang(String host) throws UnknownHostException {
        try {
            closing.await(10, SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new UnknownHostException(host);
    }

    private HealthCheck resolving(InetAddress... addresses) {
        return check(Duration.ofSeconds(1), host -> addresses);
    }

    private HealthCheck check(Duration timeout, Resolver.Lookup lookup) {
        var check = new HealthCheck(vertx, new Resolver(vertx, timeout, lookup), Samples.JAVAS_TRUST.load());
        checks.add(check);
        return check;
    }

    private int listen(InetAddress address, int port) throws Exception {
        return vertx.createHttpServer()
                .requestHandler(request -> {
                    asked.add(address);
                    request.response().end();
                })
                .listen(port, address.getHostAddress())
                .await(10, SECONDS)
                .actualPort();
    }
}
