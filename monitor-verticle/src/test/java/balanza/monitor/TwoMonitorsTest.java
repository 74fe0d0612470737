package balanza.monitor;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.partitioningBy;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.bus.Bus;
import balanza.contract.Node;
import balanza.contract.NodeState;
import balanza.names.Resolver;
import balanza.runtime.Health;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TwoMonitorsTest {
    private static final int INTERVAL_MS = 400;
    private static final List<String> PATHS =
            IntStream.range(0, 20).mapToObj(i -> "/" + i).toList();

    private final Vertx vertx = TestVertx.open();
    private final Bus bus = new Bus(vertx);
    private final StatusServer server = new StatusServer();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, SECONDS);
    }

    @Test
    void shareTheNodesAndOneTakesOverWhenTheOtherIsGone() throws Exception {
        int port = server.listen(vertx);
        var registry = new Listing(bus);
        registry.has(Samples.app(
                "shop",
                1,
                PATHS.stream()
                        .map(path -> Samples.node(port, path, NodeState.UP))
                        .toArray(Node[]::new)));
        registry.open().await(10, SECONDS);
        start();
        var leaving = start();

        awaitEachPathAskedAfter(now() + 2 * INTERVAL_MS);
        long shared = now();
        awaitEachPathAskedAfter(shared + 5 * INTERVAL_MS);
        long intervals = (now() - shared) / INTERVAL_MS;
        assertThat(PATHS).allSatisfy(path -> assertThat(timesAskedAfter(shared, path))
                .as("checks in %s intervals", intervals)
                .isLessThanOrEqualTo(intervals + 2));

        vertx.undeploy(leaving).await(10, SECONDS);
        long left = now();
        awaitEachPathAskedAfter(left + Share.SILENCE_MS);

        var silentForAWhile = PATHS.stream().collect(partitioningBy(path -> server.asked(path).stream()
                .noneMatch(at -> at > left + INTERVAL_MS / 2 && at < left + Share.SILENCE_MS / 2)));
        assertThat(silentForAWhile.get(true))
                .as("the share of the one that left")
                .isNotEmpty();
        assertThat(silentForAWhile.get(false))
                .as("the share of the one that stays")
                .isNotEmpty();
        assertThat(registry.reports()).isEmpty();
    }

    private String start() throws Exception {
        var interval = Duration.ofMillis(INTERVAL_MS);
        var monitor = new MonitorVerticle(
                bus,
                new MonitorConfig(interval, 2, 2, interval, Samples.JAVAS_TRUST),
                new HealthCheck(vertx, new Resolver(vertx), Samples.JAVAS_TRUST.load()),
                new Health());
        return vertx.deployVerticle(monitor).await(10, SECONDS);
    }

    private void awaitEachPathAskedAfter(long moment) throws InterruptedException {
        for (String path : PATHS) {
            while (server.asked(path).stream().noneMatch(at -> at > moment)) {
                server.awaitAsked(path, 1);
            }
        }
    }

    private long timesAskedAfter(long moment, String path) {
        return server.asked(path).stream().filter(at -> at > moment).count();
    }

    private static long now() {
        return NANOSECONDS.toMillis(System.nanoTime());
    }
}
