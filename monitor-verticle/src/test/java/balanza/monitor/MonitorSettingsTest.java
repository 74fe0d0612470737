package balanza.monitor;

import static balanza.contract.NodeState.DOWN;
import static balanza.contract.NodeState.UNKNOWN;
import static balanza.contract.NodeState.UP;
import static balanza.monitor.Samples.app;
import static balanza.monitor.Samples.at;
import static balanza.monitor.Samples.checked;
import static balanza.monitor.Samples.node;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.bus.Bus;
import balanza.contract.AppSettings.HealthCheck;
import balanza.contract.Event.NodeDown;
import balanza.contract.Event.NodeUp;
import balanza.contract.Node;
import balanza.names.Resolver;
import balanza.runtime.Health;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A monitor at work follows what apps want of their checks. */
class MonitorSettingsTest {
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private final Vertx vertx = TestVertx.open();
    private final Bus bus = new Bus(vertx);
    private final Listing registry = new Listing(bus);
    private final StatusServer server = new StatusServer();
    private final BlockingQueue<NodeDown> downs = new LinkedBlockingQueue<>();
    private final BlockingQueue<NodeUp> ups = new LinkedBlockingQueue<>();
    private int port;

    @BeforeEach
    void start() throws Exception {
        port = server.listen(vertx);
        var monitor = new MonitorVerticle(
                bus,
                new MonitorConfig(INTERVAL, 2, 2, Duration.ofMillis(100), Samples.JAVAS_TRUST),
                new balanza.monitor.HealthCheck(vertx, new Resolver(vertx), Samples.JAVAS_TRUST.load()),
                new Health());
        Future.all(
                        bus.hear(NodeDown.class, downs::add),
                        bus.hear(NodeUp.class, ups::add),
                        registry.open(),
                        vertx.deployVerticle(monitor))
                .await(10, SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, SECONDS);
    }

    @Test
    void asksAtTheNewStatusPathAndTheNodeStaysWhatItIs() throws Exception {
        var node = node(port, "/old", UP);
        var app = app("shop", 1, node);
        registry.change(app);
        server.awaitAsked("/old", 2);

        registry.change(app(app.id(), "shop", 2, at("/new", node)));
        server.awaitAsked("/new", 2);
        int before = server.timesAsked("/old");
        server.awaitAsked("/new", 4);

        assertThat(server.timesAsked("/old")).isEqualTo(before);
        assertThat(downs).isEmpty();
        assertThat(ups).isEmpty();
        assertThat(registry.app("shop", null).revision()).isEqualTo(2);
    }

    @Test
    void checksAsOftenAsTheAppWantsFromNowOn() throws Exception {
        var app = app("shop", 1, node(port, "/a", UP));
        registry.change(app);
        registry.change(app("other", 1, node(port, "/other", UP)));
        server.awaitAsked("/a", 2);

        var seldom = checked(app, new HealthCheck(3_600, null, null, null, null));
        registry.change(seldom);
        server.awaitAsked("/other", 3);
        int before = server.timesAsked("/a");
        server.awaitAsked("/other", 10);
        // Once, if its moment within the hour happens to be now.
        assertThat(server.timesAsked("/a") - before).isLessThanOrEqualTo(1);

        registry.change(checked(seldom, HealthCheck.DEFAULT));
        server.awaitAsked("/a", 3);
    }

    @Test
    void acceptsWhatTheAppAccepts() throws Exception {
        server.answer("/a", 204);
        var app = app("shop", 1, node(port, "/a", DOWN));
        registry.change(app);
        assertThat(downs.poll(10, SECONDS).reason()).isEqualTo("status 204 (expected: 200)");

        registry.change(checked(app, new HealthCheck(null, null, 1, null, List.of("200-299"))));

        assertThat(ups.poll(10, SECONDS)).isNotNull();
        var report = registry.reports().poll(10, SECONDS);
        while (report.state() == DOWN) {
            report = registry.reports().poll(10, SECONDS);
        }
        assertThat(report.reason()).isEqualTo("status 204");
    }

    @Test
    void holdsAVerdictForTwoIntervalsOfTheApp() throws Exception {
        server.answer("/a", 500);
        registry.change(checked(app("shop", 1, node(port, "/a", UNKNOWN)), new HealthCheck(7, null, null, null, null)));

        assertThat(downs.poll(10, SECONDS).hold()).isEqualTo(Duration.ofSeconds(14));
    }

    @Test
    void checksNodesThatGetNoNewRequestsLikeAll() throws Exception {
        var plain = node(port, "/draining", UP);
        var draining =
                new Node(plain.id(), plain.endpoint(), "/draining", UP, plain.since(), null, plain.scheme(), 100, true);
        var other = node(port, "/weightless", UP);
        var weightless = new Node(
                other.id(), other.endpoint(), "/weightless", UP, other.since(), null, other.scheme(), 0, false);

        registry.change(app("shop", 1, draining, weightless));

        server.awaitAsked("/draining", 2);
        server.awaitAsked("/weightless", 2);
    }
}
