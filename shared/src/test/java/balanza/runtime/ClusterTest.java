package balanza.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import balanza.bus.Bus;
import balanza.bus.Deadline;
import balanza.contract.ApiError;
import balanza.contract.ApiException;
import balanza.contract.AuthRequest.CheckAuth;
import balanza.contract.AuthRequest.WhoIs;
import balanza.contract.Event.MonitorAlive;
import balanza.contract.MonitorRequest.CheckMonitor;
import balanza.contract.Present;
import balanza.contract.Token;
import balanza.contract.User;
import balanza.contract.UserId;
import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.core.Hazelcast;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two processes' worth of Vert.x, in a real cluster over loopback. */
@Timeout(60)
class ClusterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static int onePort;
    private static Vertx here;
    private static Vertx there;

    @BeforeAll
    static void join() throws Exception {
        onePort = freePort(0);
        int otherPort = freePort(onePort);
        Future<Vertx> one = member(onePort, otherPort).join(Vertx.builder(), new VertxOptions());
        Future<Vertx> other = member(otherPort, onePort).join(Vertx.builder(), new VertxOptions());
        here = one.await(50, SECONDS);
        there = other.await(50, SECONDS);
    }

    @AfterAll
    static void leave() throws Exception {
        Future.join(here.close(), there.close()).await(30, SECONDS);
    }

    @Test
    void carriesQuestionsAnswersAndFailuresBetweenProcesses() {
        User ann = new User(new UserId("ann"), "ann@example.com");
        new Bus(there)
                .answer(
                        WhoIs.class,
                        (request, deadline) -> request.token().value().equals("good")
                                ? Future.succeededFuture(ann)
                                : Future.failedFuture(ApiError.UNAUTHORIZED.exception("no: " + request.token())))
                .await();
        Bus bus = new Bus(here);

        assertThat(bus.ask(new WhoIs(new Token("good")), Deadline.in(PATIENCE)).await())
                .isEqualTo(ann);
        ApiException refused = catchThrowableOfType(
                ApiException.class, () -> bus.ask(new WhoIs(new Token("bad")), Deadline.in(PATIENCE))
                        .await());
        assertThat(refused.error()).isEqualTo(ApiError.UNAUTHORIZED);
        assertThat(refused.description()).isEqualTo("no: Token[***]");
    }

    @Test
    void isKnownEverywhereOnceAnswerSaysSo() {
        Bus asking = new Bus(here);
        assertThat(catchThrowableOfType(ApiException.class, () -> asking.ask(new CheckAuth(), Deadline.in(PATIENCE))
                                .await())
                        .error())
                .isEqualTo(ApiError.UNAVAILABLE);

        new Bus(there)
                .answer(CheckAuth.class, (request, deadline) -> Future.succeededFuture(new Present()))
                .await();

        assertThat(asking.ask(new CheckAuth(), Deadline.in(PATIENCE)).await()).isEqualTo(new Present());
    }

    @Test
    void tellsEveryProcess() throws InterruptedException {
        BlockingQueue<MonitorAlive> heardHere = new LinkedBlockingQueue<>();
        BlockingQueue<MonitorAlive> heardThere = new LinkedBlockingQueue<>();
        new Bus(here).hear(MonitorAlive.class, heardHere::add).await();
        new Bus(there).hear(MonitorAlive.class, heardThere::add).await();

        new Bus(here).tell(new MonitorAlive("m1"));

        assertThat(heardHere.poll(10, SECONDS)).isEqualTo(new MonitorAlive("m1"));
        assertThat(heardThere.poll(10, SECONDS)).isEqualTo(new MonitorAlive("m1"));
    }

    /** As after a network split that has healed. */
    @Test
    void isHeardAgainAfterTheClusterHasForgottenIt() {
        new Bus(there)
                .answer(CheckMonitor.class, (request, deadline) -> Future.succeededFuture(new Present()))
                .await();
        Bus asking = new Bus(here);

        forgetEveryone();
        assertThat(answers(asking)).isFalse();

        long deadline = System.nanoTime() + Duration.ofSeconds(25).toNanos();
        while (!answers(asking) && System.nanoTime() < deadline) {
            here.timer(100).await();
        }
        assertThat(answers(asking)).isTrue();
    }

    @Test
    void answersNoClientOfHazelcast() {
        ClientConfig config = new ClientConfig().setClusterName("balanza");
        config.getNetworkConfig().addAddress("127.0.0.1:" + onePort);
        config.getConnectionStrategyConfig().getConnectionRetryConfig().setClusterConnectTimeoutMillis(1_000);

        assertThatThrownBy(() -> HazelcastClient.newHazelcastClient(config))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Unable to connect");
    }

    private static void forgetEveryone() {
        var registrations =
                Hazelcast.getAllHazelcastInstances().iterator().next().getMultiMap("__vertx.subs");
        registrations.keySet().forEach(registrations::remove);
    }

    private static boolean answers(Bus bus) {
        return bus.ask(new CheckMonitor(), Deadline.in(Duration.ofSeconds(1)))
                .transform(answer -> Future.succeededFuture(answer.succeeded()))
                .await();
    }

    private static Cluster member(int port, int otherPort) {
        return Cluster.from(new Env(Map.of(
                "CLUSTER_PORT",
                Integer.toString(port),
                "CLUSTER_MEMBERS",
                "127.0.0.1:" + port + ", 127.0.0.1:" + otherPort)));
    }

    private static int freePort(int taken) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = free.getLocalPort();
            return port == taken ? freePort(taken) : port;
        }
    }
}
