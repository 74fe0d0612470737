package balanza.monitor;

import static balanza.contract.NodeState.DOWN;
import static balanza.contract.NodeState.UNKNOWN;
import static balanza.contract.NodeState.UP;
import static balanza.monitor.Samples.app;
import static balanza.monitor.Samples.node;
import static balanza.monitor.Samples.watched;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.bus.Bus;
import balanza.bus.Deadline;
import balanza.contract.Event;
import balanza.contract.Event.NodeDown;
import balanza.contract.Event.NodeUp;
import balanza.contract.MonitorRequest.CheckMonitor;
import balanza.contract.Present;
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

class MonitorVerticleTest {
    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final MonitorConfig CONFIG =
            new MonitorConfig(INTERVAL, 2, 2, Duration.ofMillis(100), Samples.JAVAS_TRUST);

    private final Vertx vertx = TestVertx.open();
    private final Bus bus = new Bus(vertx);
    private final Listing registry = new Listing(bus);
    private final StatusServer server = new StatusServer();
    private final Health health = new Health();
    private final BlockingQueue<Event> told = new LinkedBlockingQueue<>();
    private int port;

    @BeforeEach
    void listen() throws Exception {
        port = server.listen(vertx);
        Future.all(bus.hear(NodeDown.class, told::add), bus.hear(NodeUp.class, told::add))
                .await(10, SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, SECONDS);
    }

    @Test
    void isReadyOnceItKnowsAllApps() throws Exception {
        registry.has(app("shop", 1, node(port, "/a", UNKNOWN)));
        start();
        assertThat(ask()).isEqualTo(new Present());
        assertThat(health.ready()).isFalse();

        registry.open().await(10, SECONDS);

        assertThat(told.poll(10, SECONDS)).isInstanceOf(NodeUp.class);
        assertThat(health.ready()).isTrue();
    }

    @Test
    void takesTheFirstChecksWordOfANewNode() throws Exception {
        start(registry);
        server.answer("/bad", 503);
        var good = node(port, "/good", UNKNOWN);
        var bad = node(port, "/bad", UNKNOWN);
        var app = app("shop", 1, good, bad);

        registry.change(app);

        var down = next(NodeDown.class);
        assertThat(down)
                .isEqualTo(new NodeDown(
                        app.id(), "shop", bad.id(), "status 503 (expected: 200)", down.at(), INTERVAL.multipliedBy(2)));
        var reports =
                List.of(registry.reports().poll(10, SECONDS), registry.reports().poll(10, SECONDS));
        assertThat(reports)
                .extracting(report -> report.node() + " " + report.state() + " " + report.reason())
                .containsExactlyInAnyOrder(good.id() + " UP status 200", bad.id() + " DOWN status 503 (expected: 200)");
    }

    @Test
    void tellsAndReportsThatANodeIsDownAtEachFailingCheck() throws Exception {
        start(registry);
        server.answer("/a", 503);
        var node = node(port, "/a", UNKNOWN);
        registry.change(app("shop", 1, node));

        for (int i = 0; i < 5; i++) {
            assertThat(next(NodeDown.class).node()).isEqualTo(node.id());
            assertThat(registry.reports().poll(10, SECONDS).state()).isEqualTo(DOWN);
        }
        assertThat(registry.app("shop", null).nodes().get(0).state()).isEqualTo(DOWN);
    }

    @Test
    void takesANodeThatIsUpDownAfterTwoFailuresAndBringsItBackAfterTwoPasses() throws Exception {
        registry.has(app("shop", 1, node(port, "/a", UP)));
        start(registry);
        server.awaitAsked("/a", 3);
        assertThat(told).isEmpty();
        assertThat(registry.reports()).isEmpty();

        int before = server.timesAsked("/a");
        server.answer("/a", 500);
        next(NodeDown.class);
        assertThat(server.timesAsked("/a") - before).isGreaterThanOrEqualTo(2);

        before = server.timesAsked("/a");
        server.answer("/a", 200);
        next(NodeUp.class);
        assertThat(server.timesAsked("/a") - before).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aMonitorThatIsNewToANodeChangesNothingAboutIt() throws Exception {
        server.answer("/down", 500);
        registry.has(app("shop", 1, node(port, "/up", UP), node(port, "/down", DOWN)));

        start(registry);
        server.awaitAsked("/up", 4);

        assertThat(told).noneMatch(NodeUp.class::isInstance);
        assertThat(registry.reports()).allMatch(report -> report.state() == DOWN);
        assertThat(registry.app("shop", null).revision()).isEqualTo(1);
    }

    @Test
    void saysItAgainUntilTheRegistryListsIt() throws Exception {
        registry.lose(3);
        start(registry);
        registry.change(app("shop", 1, node(port, "/a", UNKNOWN)));

        for (int i = 0; i < 4; i++) {
            assertThat(registry.reports().poll(10, SECONDS).state()).isEqualTo(UP);
            next(NodeUp.class);
        }
        server.awaitAsked("/a", 2);
        registry.reports().clear();
        told.clear();
        server.awaitAsked("/a", 4);
        assertThat(registry.reports()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void leavesARemovedNodeInPeace() throws Exception {
        start(registry);
        var kept = node(port, "/kept", UP);
        var app = app("shop", 1, kept, node(port, "/removed", UP));
        registry.change(app);
        server.awaitAsked("/removed", 2);

        registry.change(app(app.id(), "shop", 2, kept));
        server.awaitAsked("/kept", 2);
        int before = server.timesAsked("/removed");
        server.awaitAsked("/kept", 5);

        assertThat(server.timesAsked("/removed")).isEqualTo(before);
    }

    @Test
    void saysNothingOfTheOldNodeOnceTheNameIsRegisteredAnew() throws Exception {
        start(registry);
        server.answer("/a", 500);
        var old = app("shop", 1, node(port, "/a", UNKNOWN));
        registry.change(old);
        next(NodeDown.class);

        registry.remove(old);
        var anew = app("shop", 9, node(port, "/a", UNKNOWN));
        registry.change(anew);
        while (!next(NodeDown.class).app().equals(anew.id())) {
            // What was told before the removal was known.
        }
        registry.reports().clear();

        for (int i = 0; i < 4; i++) {
            assertThat(next(NodeDown.class).node())
                    .isEqualTo(anew.nodes().get(0).id());
            assertThat(registry.reports().poll(10, SECONDS).app()).isEqualTo(anew.id());
        }
    }

    @Test
    void findsByItselfWhatNoEventTold() throws Exception {
        start(registry);
        assertThat(ask()).isEqualTo(new Present());

        registry.has(app("shop", 1, node(port, "/a", UNKNOWN)));

        next(NodeUp.class);
    }

    @Test
    void whatIsCutShortByItsEndSaysNothingAboutTheNode() throws Exception {
        server.answer("/a", StatusServer.NO_ANSWER);
        registry.has(app("shop", 1, node(port, "/a", UNKNOWN)));
        var deployment = start(registry);
        if (server.timesAsked("/a") == 0) {
            server.awaitAsked("/a", 1);
        }

        vertx.undeploy(deployment).await(10, SECONDS);
        server.answer("/a", 200);

        var node = watched(registry.app("shop", null).nodes().get(0).endpoint(), "/a");
        assertThat(check().check(node).await(10, SECONDS)).isEqualTo(new Outcome.Passed(200));
        assertThat(told).isEmpty();
        assertThat(registry.reports()).isEmpty();
    }

    private String start(Listing open) throws Exception {
        open.open().await(10, SECONDS);
        return start();
    }

    private String start() throws Exception {
        var monitor = new MonitorVerticle(bus, CONFIG, check(), health);
        return vertx.deployVerticle(monitor).await(10, SECONDS);
    }

    private HealthCheck check() {
        return new HealthCheck(vertx, new Resolver(vertx), Samples.JAVAS_TRUST.load());
    }

    private Present ask() throws Exception {
        return bus.ask(new CheckMonitor(), Deadline.in(Duration.ofSeconds(5))).await(10, SECONDS);
    }

    /** The next event of that kind; those of the other kind are passed over. */
    private <E extends Event> E next(Class<E> kind) throws InterruptedException {
        while (true) {
            Event event = told.poll(10, SECONDS);
            assertThat(event).as("%s within 10 s", kind.getSimpleName()).isNotNull();
            if (kind.isInstance(event)) {
                return kind.cast(event);
            }
        }
    }
}
