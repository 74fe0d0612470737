package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when a node gives no answer. Each case runs often enough that either node is surely picked first. */
class SecondAttemptTest {
    private static final int RUNS = 30;
    /** More than the failures in a row that eject a node, and fewer than the repeats that a budget always allows. */
    private static final int KEPT = 8;

    private static final String EXHAUSTED =
            "{\"status_code\":\"412\",\"error\":\"04\",\"description\":\"We can not request the app in two attempts\"}";

    private static Balancer balancer;

    private final List<RawNode> nodes = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        balancer = Balancer.ready();
    }

    @AfterAll
    static void closeBalancer() {
        balancer.close();
    }

    @AfterEach
    void closeNodes() throws IOException {
        for (var node : nodes) {
            node.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PATCH", "BREW"})
    void anyMethodGoesToTheOtherNodeIfOneRefuses(String method) throws Exception {
        var app = balancer.app(RawNode.refusing(), open(RawNode.saying("hello")).endpoint());
        for (int i = 0; i < RUNS; i++) {
            assertThat(send(method, app).body()).isEqualTo("hello");
        }
    }

    @Test
    void aBodyGoesWholeToTheOtherNodeIfOneRefuses() throws Exception {
        var alive = open(RawNode.playing((wire, node) -> {
            for (; ; ) {
                wire.head();
                var body = wire.text(5);
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + body);
            }
        }));
        for (int i = 0; i < 10; i++) {
            var app = balancer.app(RawNode.refusing(), alive.endpoint());
            var answer =
                    balancer.ask("POST /api/balance/" + app + " HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(answer.body()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "OPTIONS", "PUT", "DELETE"})
    void whatMayBeDoneTwiceGoesToTheOtherNodeIfOneHangsUp(String method) throws Exception {
        var app = balancer.app(
                open(RawNode.hangingUp()).endpoint(),
                open(RawNode.saying("hello")).endpoint());
        for (int i = 0; i < RUNS; i++) {
            assertThat(send(method, app).body()).isEqualTo("hello");
        }
        assertThat(nodes.get(0).unread()).isPositive();
    }

    @Test
    void whatMustNotBeDoneTwiceIsSentOnce() throws Exception {
        var one = open(RawNode.hangingUp());
        var other = open(RawNode.hangingUp());
        var app = balancer.app(one.endpoint(), other.endpoint());
        for (int i = 1; i <= RUNS; i++) {
            var answer = send("POST", app);
            assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 502 Bad Gateway");
            assertThat(answer.error())
                    .isEqualTo("502/05 The node failed after the request was sent; it may have been done");
            assertThat(one.unread() + other.unread()).isEqualTo(i);
        }
    }

    @Test
    void twoAttemptsAtMost() throws Exception {
        var app = balancer.app(
                open(RawNode.hangingUp()).endpoint(),
                open(RawNode.hangingUp()).endpoint(),
                open(RawNode.hangingUp()).endpoint());

        var answer = send("GET", app);

        assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 412 Precondition Failed");
        assertThat(answer.body()).isEqualTo(EXHAUSTED);
        assertThat(nodes.stream().mapToInt(RawNode::unread).sum()).isEqualTo(2);
        assertThat(nodes).allMatch(node -> node.unread() <= 1);
    }

    @Test
    void theOnlyNodeIsAskedOnce() throws Exception {
        var only = open(RawNode.hangingUp());

        assertThat(send("GET", balancer.app(only.endpoint())).body()).isEqualTo(EXHAUSTED);
        assertThat(only.unread()).isOne();
        assertThat(send("POST", balancer.app(RawNode.refusing())).body()).isEqualTo(EXHAUSTED);
    }

    @Test
    void anAnswerThatIsNotHttpIsNone() throws Exception {
        var app = balancer.app(
                open(RawNode.answering("SSH-2.0-OpenSSH_9\r\n\r\n")).endpoint());

        assertThat(send("GET", app).body()).isEqualTo(EXHAUSTED);
    }

    @Test
    void anAnswerThatHasBegunIsNotRepeated() throws Exception {
        var one = open(beginning());
        var other = open(beginning());
        try (var client = balancer.connect()) {
            client.send("GET /api/balance/" + balancer.app(one.endpoint(), other.endpoint())
                    + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.rest()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("half");
        }
        assertThat(one.unread() + other.unread()).isOne();
    }

    @Test
    void aConnectionThatTheNodeClosedWhileItWasIdleFailsNoRequest() throws Exception {
        var closing = open(RawNode.playing((wire, node) -> {
            wire.head();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            wire.close();
            node.note("closed");
        }));
        var app = balancer.app(closing.endpoint(), closing.endpoint());
        try (var client = balancer.connect()) {
            for (int i = 0; i < RUNS; i++) {
                client.send("GET /api/balance/" + app + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.answer().body()).isEqualTo("hello");
                // Or the next request might be there first, and go to a connection that still looks well.
                closing.seen();
            }
        }
    }

    /** As one that starts anew, with connections kept to it: that breaks more of them at once than it takes to eject a node. */
    @Test
    void aNodeIsNotEjectedForClosingWhatWasKept() throws Exception {
        var allHere = new CountDownLatch(KEPT);
        var closing = open(RawNode.playing((wire, node) -> {
            wire.head();
            allHere.countDown();
            allHere.await(10, TimeUnit.SECONDS);
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            node.note(wire.head());
        }));
        var alone = balancer.app(closing.endpoint());
        var clients = new ArrayList<Wire>();
        for (int i = 0; i < KEPT; i++) {
            var client = balancer.connect();
            clients.add(client);
            client.send("GET /api/balance/" + alone + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        for (var client : clients) {
            assertThat(client.answer().body()).isEqualTo("hello");
            client.close();
        }
        var app = balancer.app(closing.endpoint(), open(RawNode.saying("hello")).endpoint());

        for (int i = 0; i < 1_000 && closing.unread() < KEPT; i++) {
            assertThat(send("GET", app).body()).isEqualTo("hello");
        }

        assertThat(closing.unread()).isEqualTo(KEPT);
    }

    private static RawNode beginning() throws IOException {
        return RawNode.playing((wire, node) -> {
            node.note(wire.head());
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
        });
    }

    private static Answer send(String method, String app) throws IOException {
        return balancer.ask(method + " /api/balance/" + app + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    private RawNode open(RawNode node) {
        nodes.add(node);
        return node;
    }
}
