package balanza.balancer;

import static balanza.balancer.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.Endpoint;
import balanza.contract.Event.AppChanged;
import balanza.contract.Event.BalancerAlive;
import balanza.contract.Event.CountInFlight;
import balanza.contract.Event.InFlight;
import balanza.contract.RegistryRequest.GetApp;
import balanza.contract.RegistryRequest.RemoveNode;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Removing a node, and waiting until no balancer has anything under way to it. */
class DrainCallsTest {
    private static final String NODE = "{\"host\":\"n1\",\"port\":8080}";
    private static final Endpoint N1 = new Endpoint("n1", 8080);
    private static final String SAFE =
            "{\"status_code\":\"200\",\"description\":\"n1:8080\",\"inFlight\":0,\"safeToStop\":true}";

    private Balancer balancer;
    private OneApp registry;

    @BeforeEach
    void start() throws Exception {
        balancer = Balancer.ready();
        Neighbours.authOf(balancer);
        registry = OneApp.of(balancer, N1, new Endpoint("n2", 8080));
    }

    @AfterEach
    void close() {
        balancer.close();
    }

    @Test
    void answersAtOnceIfNothingIsUnderWay() throws Exception {
        var begun = System.nanoTime();

        assertThat(remove("?drain=30&wait=true").body()).isEqualTo(SAFE);
        assertThat(since(begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(registry.asked(RemoveNode.class)).containsExactly(new RemoveNode(Neighbours.ANA.id(), "shop", N1));
        assertThat(registry.app().nodes())
                .extracting(node -> node.endpoint().toString())
                .containsExactly("n2:8080");
    }

    @Test
    void waitsUntilEveryBalancerHasSaidThatNothingIsUnderWay() throws Exception {
        var other = OtherBalancer.of(balancer).with(2);
        var id = registry.app().nodes().get(0).id();

        try (var client = balancer.connect()) {
            client.send(request("?drain=30&wait=true"));
            var first = other.asked();
            assertThat(first.node()).isEqualTo(id);
            assertThat(first.app()).isEqualTo(registry.app());
            assertThat(first.app().nodes()).hasSize(1);
            assertThat(other.asked()).isEqualTo(first);
            other.with(1);
            assertThat(other.asked()).isEqualTo(first);
            other.with(0);

            assertThat(client.answer().body()).isEqualTo(SAFE);
        }
    }

    @Test
    void saysWhatIsLeftWhenTheTimeIsUp() throws Exception {
        OtherBalancer.of(balancer).with(3);
        var begun = System.nanoTime();

        assertThat(remove("?drain=1&wait=true").body())
                .isEqualTo("{\"status_code\":\"200\",\"description\":\"n1:8080\",\"inFlight\":3,\"safeToStop\":false}");
        assertThat(since(begun)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?drain=30", "?drain=30&wait=false"})
    void withoutWaitingSaysHowMuchIsUnderWayNow(String query) throws Exception {
        var other = OtherBalancer.of(balancer).with(2);
        assertThat(remove(query).body())
                .isEqualTo("{\"status_code\":\"200\",\"description\":\"n1:8080\",\"inFlight\":2,\"safeToStop\":false}");

        other.with(0);
        assertThat(balancer.call("DELETE", "/api/nodes/shop" + query, NODE.replace("n1", "n2"))
                        .body())
                .isEqualTo(SAFE.replace("n1", "n2"));
    }

    @Test
    void aSilentBalancerMayHaveSomethingUnderWay() throws Exception {
        OtherBalancer.silent(balancer);

        assertThat(remove("?drain=1&wait=true").body()).isEqualTo(SAFE.replace("true", "false"));
    }

    @Test
    void aBalancerThatWasNotHeardForThreeSecondsIsNotWaitedFor() throws Exception {
        var begun = System.nanoTime();
        balancer.bus.tell(new BalancerAlive("gone"));

        assertThat(remove("?drain=60&wait=true").body()).isEqualTo(SAFE);
        assertThat(since(begun)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(30));
    }

    @Test
    void theWaitEndsWithItsClient() throws Exception {
        var other = OtherBalancer.of(balancer).with(1);
        try (var client = balancer.connect()) {
            client.send(request("?drain=60&wait=true"));
            assertThat(other.asked()).isNotNull();
        }
        var gone = System.nanoTime();

        while (other.asked() != null) {
            assertThat(since(gone)).as("still asked").isLessThan(Duration.ofSeconds(10));
        }
        assertThat(registry.asked(RemoveNode.class)).hasSize(1);
    }

    @Test
    void severalWaitsDoNotDisturbOneAnother() throws Exception {
        var other = OtherBalancer.of(balancer).with(1);

        try (var one = balancer.connect();
                var two = balancer.connect()) {
            one.send(request("?drain=30&wait=true"));
            var first = other.asked();
            two.send(request("?drain=1&wait=true").replace("n1", "n2"));

            assertThat(two.answer().json().getBoolean("safeToStop")).isFalse();
            var next = other.asked();
            while (next != null && next.drain().equals(first.drain())) {
                next = other.asked();
            }
            assertThat(next.app().nodes()).isEmpty();
            other.with(0);
            assertThat(one.answer().body()).isEqualTo(SAFE);
        }
    }

    @Test
    void tellsWhatThisBalancerHasUnderWay() throws Exception {
        var told = new LinkedBlockingQueue<InFlight>();
        soon(balancer.bus.hear(InFlight.class, told::add));
        try (var node = RawNode.playing((wire, self) -> {
                    self.note(wire.head());
                    wire.head();
                });
                var client = balancer.connect()) {
            var app = Balancer.app("busy", node.endpoint());
            balancer.bus.tell(new AppChanged(app));
            while (balancer.ask("GET /api/balance/busy HTTP/1.1\r\nHost: x\r\nVia: 1.1 balanza\r\n\r\n")
                            .status()
                    != 508) {
                assertThat(balancer.get("/api/health/live").status()).isEqualTo(200);
            }
            client.send("GET /api/balance/busy HTTP/1.1\r\nHost: x\r\n\r\n");
            node.seen();

            balancer.bus.tell(new CountInFlight("drain", app, app.nodes().get(0).id()));

            var answer = told.poll(10, TimeUnit.SECONDS);
            assertThat(answer.drain()).isEqualTo("drain");
            assertThat(answer.count()).isEqualTo(1);
            assertThat(answer.balancer()).isNotBlank();
        }
    }

    @Test
    void learnsFromTheQuestionWhatTheAppHasBecome() throws Exception {
        var told = new LinkedBlockingQueue<InFlight>();
        soon(balancer.bus.hear(InFlight.class, told::add));
        try (var node = RawNode.saying("hello")) {
            var app = Balancer.app("new", node.endpoint());
            balancer.bus.tell(new CountInFlight("drain", app, app.nodes().get(0).id()));

            assertThat(told.poll(10, TimeUnit.SECONDS).count()).isZero();
            assertThat(balancer.get("/api/balance/new").body()).isEqualTo("hello");
        }
    }

    @Test
    void anUnknownNodeIsNotFound() throws Exception {
        assertThat(balancer.call("DELETE", "/api/nodes/shop?drain=1&wait=true", NODE.replace("n1", "n3"))
                        .error())
                .isEqualTo("404/02 The app has no such node");
        assertThat(registry.asked(RemoveNode.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drain=0 | drain: not usable (expected: a whole number of seconds from 1 to 3600)",
                "drain=3601 | drain: not usable (expected: a whole number of seconds from 1 to 3600)",
                "drain=1.5&wait=true | drain: not usable (expected: a whole number of seconds from 1 to 3600)",
                "drain=-1 | drain: not usable (expected: a whole number of seconds from 1 to 3600)",
                "drain= | drain: not usable (expected: a whole number of seconds from 1 to 3600)",
                "drain | drain: not usable (expected: a whole number of seconds from 1 to 3600)",
                "drain=30s | drain: not usable (expected: a whole number of seconds from 1 to 3600)",
                "drain=1&drain=2 | drain: not usable (expected: a whole number of seconds from 1 to 3600)",
                "drain=1&wait=yes | wait: not usable (expected: true or false)",
                "drain=1&wait | wait: not usable (expected: true or false)",
                "drain=1&wait=true&wait=true | wait: not usable (expected: true or false)",
                "wait=true | wait: given without drain (expected: both, or drain alone)",
                "wait=false | wait: given without drain (expected: both, or drain alone)"
            })
    void refusesAWishThatMakesNoSense(String query, String description) throws Exception {
        assertThat(remove("?" + query).error()).isEqualTo("400/01 " + description);
        assertThat(registry.asked(GetApp.class)).isEmpty();
        assertThat(registry.asked(RemoveNode.class)).isEmpty();
    }

    private Answer remove(String query) throws Exception {
        return balancer.call("DELETE", "/api/nodes/shop" + query, NODE);
    }

    private static String request(String query) {
        return "DELETE /api/nodes/shop" + query + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Authorization: JWT good.token\r\nContent-Length: " + NODE.length() + "\r\n\r\n" + NODE;
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}
