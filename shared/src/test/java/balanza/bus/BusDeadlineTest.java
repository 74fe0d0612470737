package balanza.bus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import balanza.contract.Account;
import balanza.contract.ApiError;
import balanza.contract.ApiException;
import balanza.contract.AuthRequest.CheckAuth;
import balanza.contract.Present;
import balanza.contract.RegistryRequest.DeleteUser;
import balanza.contract.RegistryRequest.FindUser;
import balanza.contract.Request;
import balanza.contract.User;
import balanza.contract.UserId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BusDeadlineTest {
    private static final User ANN = new User(new UserId("ann"), "ann@example.com");
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(400);

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
    void isUnavailableOnceTheDeadlineHasPassed() {
        AtomicInteger asked = new AtomicInteger();
        bus.answer(CheckAuth.class, (request, deadline) -> {
                    asked.incrementAndGet();
                    return Promise.<Present>promise().future();
                })
                .await();
        long begun = System.nanoTime();

        assertThat(failureOf(new CheckAuth(), SHORT).error()).isEqualTo(ApiError.UNAVAILABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(SHORT.minusMillis(50), SHORT.plusSeconds(2));
        assertThat(asked).hasValueBetween(1, 2);
    }

    @Test
    void asksAgainWhenAnIdempotentQuestionWasSwallowed() {
        AtomicInteger asked = new AtomicInteger();
        bus.answer(
                        CheckAuth.class,
                        (request, deadline) -> asked.incrementAndGet() == 1
                                ? Promise.<Present>promise().future()
                                : Future.succeededFuture(new Present()))
                .await();

        assertThat(ask(new CheckAuth(), Duration.ofSeconds(2))).isEqualTo(new Present());
        assertThat(asked).hasValue(2);
    }

    @Test
    void neverAsksAgainForAChange() {
        AtomicInteger asked = new AtomicInteger();
        bus.answer(DeleteUser.class, (request, deadline) -> {
                    asked.incrementAndGet();
                    return Promise.<User>promise().future();
                })
                .await();

        assertThat(failureOf(new DeleteUser(ANN.id()), SHORT).error()).isEqualTo(ApiError.UNAVAILABLE);
        assertThat(asked).hasValue(1);
    }

    @Test
    void doesNotEvenSendWhatIsTooLate() {
        BlockingQueue<Request<?>> asked = new LinkedBlockingQueue<>();
        bus.answer(CheckAuth.class, (request, deadline) -> {
                    asked.add(request);
                    return Future.succeededFuture(new Present());
                })
                .await();

        assertThat(failureOf(new CheckAuth(), Duration.ZERO).error()).isEqualTo(ApiError.UNAVAILABLE);
        assertThat(ask(new CheckAuth(), LONG)).isEqualTo(new Present());
        assertThat(asked).hasSize(1);
    }

    @Test
    void dropsWorkThatNobodyWaitsFor() {
        BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        bus.answer(FindUser.class, (request, deadline) -> {
                    asked.add(request.email());
                    return Future.succeededFuture(new Account(ANN, "", 0));
                })
                .await();

        vertx.eventBus()
                .send(
                        "FindUser",
                        Wire.encode(new FindUser("late")),
                        new DeliveryOptions().addHeader("millis-left", "0"));
        ask(new FindUser("in time"), LONG);

        assertThat(asked).containsExactly("in time");
    }

    private <R> R ask(Request<R> request, Duration patience) {
        return bus.ask(request, Deadline.in(patience)).await();
    }

    private ApiException failureOf(Request<?> request, Duration patience) {
        return catchThrowableOfType(ApiException.class, () -> ask(request, patience));
    }
}
