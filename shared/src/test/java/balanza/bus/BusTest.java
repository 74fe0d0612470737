package balanza.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import balanza.contract.Account;
import balanza.contract.ApiError;
import balanza.contract.ApiException;
import balanza.contract.AuthRequest.CheckAuth;
import balanza.contract.AuthRequest.WhoIs;
import balanza.contract.Event.MonitorAlive;
import balanza.contract.Present;
import balanza.contract.RegistryRequest.DeleteUser;
import balanza.contract.RegistryRequest.FindUser;
import balanza.contract.RegistryRequest.RemoveApp;
import balanza.contract.Request;
import balanza.contract.Token;
import balanza.contract.User;
import balanza.contract.UserId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BusTest {
    private static final User ANN = new User(new UserId("ann"), "ann@example.com");
    private static final Duration LONG = Duration.ofSeconds(10);

    private Vertx vertx;
    private Bus bus;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        bus = new Bus(vertx);
    }

    @AfterEach
    void close() throws TimeoutException {
        vertx.close().await(10, SECONDS);
    }

    @Test
    void carriesAQuestionAndItsAnswer() {
        bus.answer(FindUser.class, (request, deadline) -> {
                    assertThat(deadline.millisLeft()).isBetween(1L, LONG.toMillis());
                    return Future.succeededFuture(new Account(ANN, "hash of " + request.email(), 3));
                })
                .await();

        assertThat(ask(new FindUser("ann@example.com"), LONG))
                .isEqualTo(new Account(ANN, "hash of ann@example.com", 3));
    }

    @Test
    void answersOnTheContextThatAsked() {
        bus.answer(CheckAuth.class, (request, deadline) -> Future.succeededFuture(new Present()))
                .await();
        Promise<Boolean> sameContext = Promise.promise();

        vertx.runOnContext(now -> {
            Context asking = Vertx.currentContext();
            bus.ask(new CheckAuth(), Deadline.in(LONG))
                    .map(answer -> Vertx.currentContext() == asking)
                    .onComplete(sameContext);
        });

        assertThat(sameContext.future().await()).isTrue();
    }

    @Test
    void carriesAFailureWithItsDescription() {
        String exactly = "port: 80.5 (expected: a whole number from 1 to 65535): \u00e9\n";
        bus.answer(WhoIs.class, (request, deadline) -> Future.failedFuture(ApiError.BAD_REQUEST.exception(exactly)))
                .await();

        ApiException failure = failureOf(new WhoIs(new Token("t")), LONG);

        assertThat(failure.error()).isEqualTo(ApiError.BAD_REQUEST);
        assertThat(failure.description()).isEqualTo(exactly);
    }

    @Test
    void tellsApartFailuresOfOneStatus() {
        bus.answer(RemoveApp.class, (request, deadline) -> {
                    throw ApiError.APP_NOT_FOUND.exception();
                })
                .await();
        bus.answer(DeleteUser.class, (request, deadline) -> Future.failedFuture(ApiError.PATH_NOT_FOUND.exception()))
                .await();

        assertThat(failureOf(new RemoveApp(ANN.id(), "shop"), LONG).error()).isEqualTo(ApiError.APP_NOT_FOUND);
        assertThat(failureOf(new DeleteUser(ANN.id()), LONG).error()).isEqualTo(ApiError.PATH_NOT_FOUND);
    }

    @Test
    void logsADefectAndTellsNothingOfIt() {
        bus.answer(CheckAuth.class, (request, deadline) -> {
                    throw new IllegalStateException("the inside story");
                })
                .await();
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream console = System.err;
        System.setErr(new PrintStream(log, true, UTF_8));
        try {
            ApiException failure = failureOf(new CheckAuth(), LONG);

            assertThat(failure.error()).isEqualTo(ApiError.DEFECT);
            assertThat(failure.description()).isEqualTo(ApiError.DEFECT.description());
        } finally {
            System.setErr(console);
        }
        assertThat(log.toString(UTF_8))
                .contains("CheckAuth failed", "IllegalStateException: the inside story", "\tat balanza.bus.BusTest");
    }

    @Test
    void isUnavailableAtOnceWhereNobodyAnswers() {
        long begun = System.nanoTime();

        assertThat(failureOf(new CheckAuth(), LONG).error()).isEqualTo(ApiError.UNAVAILABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONG.dividedBy(2));
    }

    @Test
    void takesAnAnswerItCannotReadForADefect() {
        vertx.eventBus().<Buffer>consumer("FindUser", message -> message.reply(Buffer.buffer("[1]")));
        vertx.eventBus().<Buffer>consumer("CheckAuth", message -> message.reply("not even bytes"));

        assertThat(failureOf(new FindUser("ann@example.com"), LONG).error()).isEqualTo(ApiError.DEFECT);
        assertThat(failureOf(new CheckAuth(), LONG).error()).isEqualTo(ApiError.DEFECT);
    }

    @Test
    void tellsEveryoneWhoListens() throws InterruptedException {
        BlockingQueue<MonitorAlive> one = new LinkedBlockingQueue<>();
        BlockingQueue<MonitorAlive> other = new LinkedBlockingQueue<>();
        bus.hear(MonitorAlive.class, one::add).await();
        bus.hear(MonitorAlive.class, other::add).await();

        bus.tell(new MonitorAlive("m1"));

        assertThat(one.poll(10, SECONDS)).isEqualTo(new MonitorAlive("m1"));
        assertThat(other.poll(10, SECONDS)).isEqualTo(new MonitorAlive("m1"));
    }

    @Test
    void tellsNobodyWithoutComplaint() {
        bus.tell(new MonitorAlive("m1"));
    }

    private <R> R ask(Request<R> request, Duration patience) {
        return bus.ask(request, Deadline.in(patience)).await();
    }

    private ApiException failureOf(Request<?> request, Duration patience) {
        return catchThrowableOfType(ApiException.class, () -> ask(request, patience));
    }
}
