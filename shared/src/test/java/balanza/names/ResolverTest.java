package balanza.names;

import static balanza.names.NameServer.addresses;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResolverTest {
    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration LATE = Duration.ofSeconds(30);
    private static final int MANY = 10_000;

    private final Vertx vertx = Vertx.vertx();
    private final NameServer server = new NameServer();
    private final AtomicLong now = new AtomicLong(1_000);
    private final List<Resolver> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        open.forEach(Resolver::close);
        vertx.close().await(10, SECONDS);
    }

    @Test
    void takesAnAddressAsItIs() throws Exception {
        var resolver = resolver(LATE, MANY);

        assertThat(resolver.known("10.0.0.1")).isEqualTo(addresses("10.0.0.1"));
        assertThat(resolver.known("::1")).isEqualTo(addresses("::1"));
        assertThat(resolve(resolver, "2001:db8::1")).isEqualTo(addresses("2001:db8::1"));
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void givesEveryAddressOfANameOnceAndWithoutTheName() throws Exception {
        server.answer(
                "shop.test",
                InetAddress.getByAddress("shop.test", new byte[] {10, 0, 0, 2}),
                InetAddress.getByAddress("shop.test", new byte[] {10, 0, 0, 1}),
                InetAddress.getByAddress("other.test", new byte[] {10, 0, 0, 2}));

        assertThat(resolve(resolver(LATE, MANY), "shop.test")).hasToString("[/10.0.0.2, /10.0.0.1]");
    }

    @Test
    void asksTheSystem() throws Exception {
        try (var resolver = new Resolver(vertx)) {
            var addresses = resolve(resolver, "localhost");

            assertThat(addresses).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
            assertThat(resolver.known("localhost")).isEqualTo(addresses);
        }
    }

    @Test
    void answersOnTheCallersContext() throws Exception {
        var resolver = resolver(LATE, MANY);
        var caller = vertx.getOrCreateContext();
        CompletableFuture<Context> answeredOn = new CompletableFuture<>();
        caller.runOnContext(
                go -> resolver.resolve("shop.test").onComplete(done -> answeredOn.complete(Vertx.currentContext())));
        server.awaitAsked(1);

        server.answer("shop.test", "10.0.0.1");

        assertThat(answeredOn.get(10, SECONDS)).isSameAs(caller);
    }

    @Test
    void looksANameUpOnceForAllWhoAskMeanwhile() throws Exception {
        var resolver = resolver(LATE, MANY);
        var answers = IntStream.range(0, 100)
                .mapToObj(i -> resolver.resolve("shop.test"))
                .toList();

        server.answer("shop.test", "10.0.0.1");

        for (var answer : answers) {
            assertThat(answer.await(10, SECONDS)).isEqualTo(addresses("10.0.0.1"));
        }
        assertThat(server.asked()).containsExactly("shop.test");
    }

    @Test
    void keepsAnAnswerForThirtySecondsFromWhenItWasAskedFor() throws Exception {
        var resolver = resolver(LATE, MANY);
        var answer = resolver.resolve("shop.test");
        server.awaitAsked(1);
        now.addAndGet(5_000);
        server.answer("shop.test", "10.0.0.1");
        answer.await(10, SECONDS);
        server.hang("shop.test");

        now.addAndGet(24_999);
        assertThat(resolver.known("shop.test")).isEqualTo(addresses("10.0.0.1"));
        now.addAndGet(1);
        assertThat(resolver.known("shop.test")).isNull();
    }

    @Test
    void renewsAnAnswerThatIsUsedInItsLastThird() throws Exception {
        var resolver = resolver(LATE, MANY);
        server.answer("shop.test", "10.0.0.1");
        resolve(resolver, "shop.test");
        server.hang("shop.test");

        now.addAndGet(19_999);
        assertThat(resolver.known("shop.test")).isEqualTo(addresses("10.0.0.1"));
        assertThat(server.asked()).hasSize(1);
        now.addAndGet(1);
        assertThat(resolver.known("shop.test")).isEqualTo(addresses("10.0.0.1"));
        server.awaitAsked(2);
        assertThat(resolver.known("shop.test")).isEqualTo(addresses("10.0.0.1"));

        now.addAndGet(9_999);
        server.answer("shop.test", "10.0.0.2");
        awaitKnown(resolver, "shop.test", "10.0.0.2");
        now.addAndGet(10_000);
        assertThat(resolver.known("shop.test")).isEqualTo(addresses("10.0.0.2"));
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void keepsTheOldAnswerToItsEndIfItCannotBeRenewed() throws Exception {
        var resolver = resolver(LATE, MANY);
        server.answer("shop.test", "10.0.0.1");
        resolve(resolver, "shop.test");
        server.fail("shop.test");

        now.addAndGet(20_000);
        assertThat(resolver.known("shop.test")).isEqualTo(addresses("10.0.0.1"));
        server.awaitAsked(2);
        now.addAndGet(9_999);
        assertThat(resolve(resolver, "shop.test")).isEqualTo(addresses("10.0.0.1"));

        now.addAndGet(1);
        assertThat(failure(resolver.resolve("shop.test"))).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void doesNotAskAgainForTwoSecondsAfterAFailure() throws Exception {
        var resolver = resolver(LATE, MANY);
        server.fail("shop.test");
        assertThat(failure(resolver.resolve("shop.test"))).isInstanceOf(UnknownHostException.class);
        server.answer("shop.test", "10.0.0.1");

        now.addAndGet(1_999);
        assertThat(failure(resolver.resolve("shop.test"))).isInstanceOf(UnknownHostException.class);
        now.addAndGet(1);
        assertThat(resolve(resolver, "shop.test")).isEqualTo(addresses("10.0.0.1"));
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void givesUpWaitingAfterTheTimeoutButKeepsTheLateAnswer() throws Exception {
        var resolver = resolver(SOON, MANY);

        assertThat(failure(resolver.resolve("slow.test"))).isInstanceOf(TimeoutException.class);
        assertThat(failure(resolver.resolve("slow.test"))).isInstanceOf(TimeoutException.class);
        server.answer("slow.test", "10.0.0.1");

        awaitKnown(resolver, "slow.test", "10.0.0.1");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void namesThatWereAnsweredAreRenewedHoweverManyOthersHang() throws Exception {
        var resolver = resolver(LATE, MANY);
        server.answer("shop.test", "10.0.0.1");
        resolve(resolver, "shop.test");
        IntStream.range(0, 500).forEach(i -> resolver.resolve("dead" + i + ".test"));
        server.answer("shop.test", "10.0.0.2");

        now.addAndGet(25_000);

        awaitKnown(resolver, "shop.test", "10.0.0.2");
    }

    @Test
    void failsAtOnceWhenTooManyAreWaiting() throws Exception {
        var resolver = resolver(LATE, MANY);
        IntStream.range(0, 2_000).forEach(i -> resolver.resolve("dead" + i + ".test"));

        assertThat(failure(resolver.resolve("shop.test"))).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void remembersSoManyNamesAndNoMore() throws Exception {
        var resolver = resolver(LATE, 3);
        for (var host : List.of("a.test", "b.test", "c.test", "d.test")) {
            server.answer(host, "10.0.0.1");
            resolve(resolver, host);
        }

        assertThat(List.of("a.test", "b.test", "c.test", "d.test"))
                .filteredOn(host -> resolver.known(host) == null)
                .hasSize(1)
                .doesNotContain("d.test");
    }

    @Test
    void looksNothingUpOnceItIsClosed() throws Exception {
        var resolver = resolver(LATE, MANY);
        resolver.close();

        assertThat(failure(resolver.resolve("shop.test"))).isInstanceOf(RejectedExecutionException.class);
        assertThat(server.asked()).isEmpty();
    }

    private Resolver resolver(Duration timeout, int mostNames) {
        var resolver = new Resolver(vertx, timeout, server, now::get, mostNames);
        open.add(resolver);
        return resolver;
    }

    private static List<InetAddress> resolve(Resolver resolver, String host) throws Exception {
        return resolver.resolve(host).await(10, SECONDS);
    }

    private static Throwable failure(Future<?> future) throws Exception {
        return future.transform(done -> Future.succeededFuture(done.cause())).await(10, SECONDS);
    }

    private static void awaitKnown(Resolver resolver, String host, String address) {
        long deadline = System.nanoTime() + SECONDS.toNanos(10);
        while (!addresses(address).equals(resolver.known(host))) {
            assertThat(System.nanoTime()).as("10 s have not passed").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
