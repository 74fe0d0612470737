package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import balanza.contract.App;
import balanza.contract.AppSettings;
import balanza.contract.AppSettings.Limits;
import balanza.contract.AppSettings.Retry;
import balanza.contract.AppSettings.Timeouts;
import balanza.contract.Endpoint;
import balanza.contract.Event.NodeDown;
import balanza.contract.HashOn;
import balanza.contract.Outcome;
import balanza.contract.PolicyName;
import balanza.contract.ServedRequest.Attempt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules 9 and 10: what the client and the log are told when nodes fail, each in its way. */
class NodeTroubleTest {
    private static final RawNode.Script SILENT = (wire, self) -> {
        self.note(wire.head());
        wire.rest();
    };

    private Balancer balancer;

    @BeforeEach
    void start() throws Exception {
        balancer = Balancer.ready();
    }

    @AfterEach
    void stop() {
        balancer.close();
    }

    @Test
    void refusedConnectionsAreTold() throws Exception {
        var dead = RawNode.refusing();
        var app = balancer.app(dead);

        var answer = get(app);

        assertThat(answer.error()).startsWith("412/04");
        assertThat(answer.fields("proxy-status"))
                .containsExactly("balanza; error=connection_refused; details=\"connect_refused\"");
        var record = balancer.logged();
        assertThat(record.requestId())
                .isEqualTo(answer.fields("x-request-id").get(0))
                .isNotEmpty();
        assertThat(record.reason()).isEqualTo(Outcome.CONNECT_REFUSED);
        assertThat(record.endPoint()).isNull();
        assertThat(record.responseCode()).isEqualTo(412);
        assertThat(record.attempts())
                .extracting(Attempt::node, Attempt::outcome)
                .containsExactly(tuple(dead.toString(), Outcome.CONNECT_REFUSED));
    }

    @Test
    void anAppWithoutNodesIsToldAndLogged() throws Exception {
        var answer = get(balancer.app());

        assertThat(answer.error()).startsWith("409/03");
        assertThat(answer.fields("proxy-status").get(0)).contains("error=destination_unavailable");
        assertThat(balancer.logged().reason()).isEqualTo(Outcome.NO_NODES);
    }

    @Test
    void aFullBacklogIsAConnectTimeout() throws Exception {
        try (var full = new FullBacklog()) {
            var app = balancer.app(patient(new Timeouts(200, null, null, null)), full.endpoint());

            assertThat(get(app.name()).error()).startsWith("412/04");
            assertThat(balancer.logged().reason()).isEqualTo(Outcome.CONNECT_TIMEOUT);
        }
    }

    @Test
    void aNodeThatDoesNotAnswerInTimeIsGivenUp() throws Exception {
        try (var silent = RawNode.playing(SILENT)) {
            var app = balancer.app(patient(new Timeouts(null, 200, null, null)), silent.endpoint());

            assertThat(get(app.name()).error()).startsWith("412/04");
            assertThat(balancer.logged().reason()).isEqualTo(Outcome.RESPONSE_TIMEOUT);
            assertThat(post(app.name()).error()).startsWith("504/05");
        }
    }

    @Test
    void anAnswerThatStandsStillIsCut() throws Exception {
        try (var node = RawNode.playing((wire, self) -> {
            wire.head();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
            wire.rest();
        })) {
            var app = balancer.app(patient(new Timeouts(null, null, 200, null)), node.endpoint());
            try (var client = balancer.connect()) {
                client.send("GET /api/balance/" + app.name() + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
                client.head();

                assertThat(client.rest()).isEqualTo("half");
            }
            assertThat(balancer.logged().reason()).isEqualTo(Outcome.RESPONSE_STALLED);
        }
    }

    @Test
    void aNodeThatBreaksItsAnswersOffIsEjectedLikeOneThatGivesNone() throws Exception {
        try (var good = RawNode.saying("good");
                var rude = RawNode.playing((wire, self) -> {
                    wire.head();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
                })) {
            var app = balancer.app(good.endpoint(), rude.endpoint());

            var cut = 0;
            for (int i = 0; i < 200; i++) {
                try (var client = balancer.connect()) {
                    client.send("GET /api/balance/" + app + "/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
                    client.head();
                    cut += client.rest().equals("good") ? 0 : 1;
                }
            }
            assertThat(cut).isEqualTo(5);
        }
    }

    @Test
    void aRequestBodyThatStandsStillIsATimeoutOfTheClient() throws Exception {
        try (var node = RawNode.playing(SILENT)) {
            var app = balancer.app(patient(new Timeouts(null, null, 200, null)), node.endpoint());
            try (var client = balancer.connect()) {
                client.send(
                        "POST /api/balance/" + app.name() + "/ HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf");

                assertThat(client.answer().error()).startsWith("408/08");
            }
            assertThat(balancer.logged().reason()).isEqualTo(Outcome.REQUEST_STALLED);
        }
    }

    @Test
    void waitingRequestsLeaveANodeThatGoesDown() throws Exception {
        var asked = new CountDownLatch(1);
        try (var stuck = RawNode.playing((wire, self) -> {
                    wire.head();
                    asked.countDown();
                    wire.rest();
                });
                var other = RawNode.saying("other")) {
            var app = balancer.app(AppSettings.DEFAULT, stuck.endpoint());
            try (var client = balancer.connect()) {
                client.send("GET /api/balance/" + app.name() + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
                goesDown(app, 0);

                assertThat(client.answer().error()).startsWith("412/04"); // Its route had no other node.
            }
            assertThat(balancer.logged().reason()).isEqualTo(Outcome.NODE_DOWN);

            var both = balancer.app(AppSettings.DEFAULT, stuck.endpoint(), other.endpoint());
            waitsThenGoesElsewhere(both);
        }
    }

    private void waitsThenGoesElsewhere(App app) throws Exception {
        for (var served = "other"; served.equals("other"); ) { // Until the policy picks the one that is stuck.
            try (var client = balancer.connect()) {
                client.send("GET /api/balance/" + app.name() + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
                client.socket().setSoTimeout(300);
                try {
                    served = client.answer().body();
                } catch (SocketTimeoutException waiting) {
                    goesDown(app, 0);
                    client.socket().setSoTimeout(10_000);
                    served = client.answer().body() + " at last";
                }
            }
        }
        var record = balancer.logged();
        while (record.attempts().size() < 2) {
            record = balancer.logged();
        }
        assertThat(record.attempts()).extracting(Attempt::outcome).containsExactly(Outcome.NODE_DOWN, Outcome.ANSWERED);
        assertThat(record.responseCode()).isEqualTo(200);
    }

    @Test
    void oneAttemptIsAllThatAnAppMayWant() throws Exception {
        try (var alive = RawNode.saying("hello")) {
            var dead = RawNode.refusing();
            var once = settings(new Retry(1, null), Timeouts.DEFAULT, Limits.DEFAULT);
            var app = balancer.app(once, dead, dead, alive.endpoint());

            var failed = 0;
            for (int i = 0; i < 20; i++) {
                var answer = get(app.name());
                failed += answer.status() == 412 ? 1 : 0;
                assertThat(answer.status()).isIn(200, 412);
            }
            assertThat(failed).isPositive();
        }
    }

    @Test
    void anEmptyBudgetLeavesOneAttempt() throws Exception {
        try (var rude = RawNode.hangingUp();
                var ruder = RawNode.hangingUp()) {
            var none = settings(new Retry(2, 0), Timeouts.DEFAULT, Limits.DEFAULT);
            var app = balancer.app(none, rude.endpoint(), ruder.endpoint());

            // Ten a second are always allowed, which in ten seconds makes a hundred; what is beyond is refused.
            for (int i = 0; i < 150; i++) {
                assertThat(get(app.name()).error()).startsWith("412/04");
            }
            var budget = 0;
            for (int i = 0; i < 150; i++) {
                budget += balancer.logged().reason() == Outcome.RETRY_BUDGET ? 1 : 0;
            }
            assertThat(budget).isPositive();
        }
    }

    @Test
    void aFullNodeIsPassedOverAndAFullAppShedsLoad() throws Exception {
        var asked = new CountDownLatch(1);
        try (var busy = RawNode.playing((wire, self) -> {
            wire.head();
            asked.countDown();
            wire.rest();
        })) {
            var tight = settings(Retry.DEFAULT, Timeouts.DEFAULT, new Limits(1, null, 1, 200));
            var app = balancer.app(tight, busy.endpoint());
            try (var first = balancer.connect()) {
                first.send("GET /api/balance/" + app.name() + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

                var shed = get(app.name());

                assertThat(shed.error()).startsWith("503/10");
                assertThat(shed.fields("retry-after")).containsExactly("1");
                assertThat(balancer.logged().reason()).isEqualTo(Outcome.OVERFLOW);
            }
        }
    }

    @Test
    void whoWaitsInLineIsServedWhenRoomComesFree() throws Exception {
        var asked = new CountDownLatch(1);
        var answerNow = new CountDownLatch(1);
        try (var node = RawNode.playing((wire, self) -> {
            for (; ; ) {
                wire.head();
                asked.countDown();
                answerNow.await(10, TimeUnit.SECONDS);
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            }
        })) {
            var tight = settings(Retry.DEFAULT, Timeouts.DEFAULT, new Limits(1, null, 1, 10_000));
            var app = balancer.app(tight, node.endpoint());
            try (var first = balancer.connect();
                    var second = balancer.connect()) {
                first.send("GET /api/balance/" + app.name() + "/1 HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
                second.send("GET /api/balance/" + app.name() + "/2 HTTP/1.1\r\nHost: x\r\n\r\n");
                answerNow.countDown();

                assertThat(first.answer().body()).isEqualTo("ok");
                assertThat(second.answer().body()).isEqualTo("ok");
            }
        }
    }

    private Answer get(String app) throws IOException {
        return balancer.get("/api/balance/" + app + "/");
    }

    private Answer post(String app) throws IOException {
        return balancer.ask("POST /api/balance/" + app + "/ HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody");
    }

    private void goesDown(App app, int node) {
        balancer.bus.tell(new NodeDown(
                app.id(),
                app.name(),
                app.nodes().get(node).id(),
                "no answer within 2 s",
                Instant.now(),
                Duration.ofSeconds(10)));
    }

    private static AppSettings patient(Timeouts timeouts) {
        return settings(Retry.DEFAULT, timeouts, Limits.DEFAULT);
    }

    private static AppSettings settings(Retry retry, Timeouts timeouts, Limits limits) {
        return new AppSettings(
                PolicyName.RANDOM,
                HashOn.ADDRESS,
                false,
                retry,
                timeouts,
                limits,
                false,
                0,
                AppSettings.HealthCheck.DEFAULT);
    }

    /** A listener that takes no more connections: what it may keep waiting, waits. */
    private static final class FullBacklog implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<SocketChannel> waiting = new ArrayList<>();

        FullBacklog() throws IOException {
            for (int i = 0; i < 4; i++) {
                var channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(listener.getLocalSocketAddress());
                waiting.add(channel);
            }
        }

        Endpoint endpoint() {
            return new Endpoint("127.0.0.1", listener.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            for (var channel : waiting) {
                channel.close();
            }
            listener.close();
        }
    }
}
