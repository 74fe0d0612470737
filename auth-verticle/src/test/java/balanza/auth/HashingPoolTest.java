package balanza.auth;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.bus.Deadline;
import balanza.contract.ApiError;
import balanza.contract.ApiException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashingPoolTest {
    private static final Deadline LONG = Deadline.in(Duration.ofSeconds(30));

    private final Vertx vertx = Vertx.vertx();
    private final HashingPool pool = new HashingPool(vertx, 1, 2);
    private final CountDownLatch open = new CountDownLatch(1);

    @AfterEach
    void close() throws Exception {
        open.countDown();
        pool.close();
        vertx.close().await(10, SECONDS);
    }

    @Test
    void refusesAtOnceWhenTooManyWait() throws Exception {
        var accepted = new ArrayList<Future<Boolean>>();
        for (int i = 0; i < 3; i++) {
            accepted.add(pool.run(LONG, this::waitUntilOpen));
        }

        var refused = pool.run(LONG, () -> true);

        assertThat(refused.isComplete()).isTrue();
        assertThat(errorOf(refused)).isEqualTo(ApiError.UNAVAILABLE);
        assertThat(pool.refused()).isEqualTo(1);
        open.countDown();
        assertThat(Future.all(accepted).await(10, SECONDS).succeeded()).isTrue();
    }

    @Test
    void dropsWorkWhoseDeadlinePassedWhileItWaited() throws Exception {
        var before = pool.run(LONG, this::waitUntilOpen);
        var deadline = Deadline.in(Duration.ofMillis(30));
        var late = pool.run(deadline, () -> true);
        while (!deadline.passed()) {
            Thread.onSpinWait();
        }

        open.countDown();

        assertThat(errorOf(late)).isEqualTo(ApiError.UNAVAILABLE);
        assertThat(before.await(10, SECONDS)).isTrue();
        assertThat(pool.done()).isEqualTo(1);
        assertThat(pool.late()).isEqualTo(1);
    }

    @Test
    void bringsTheResultBackToTheCallersContextAndWorksElsewhere() throws Exception {
        var caller = vertx.getOrCreateContext();
        Promise<Boolean> sameContext = Promise.promise();
        caller.runOnContext(now -> pool.run(LONG, Context::isOnEventLoopThread)
                .onSuccess(onLoop -> sameContext.complete(!onLoop && Vertx.currentContext() == caller)));

        assertThat(sameContext.future().await(10, SECONDS)).isTrue();
    }

    @Test
    void failsWhatWaitsWhenItCloses() {
        pool.run(LONG, this::waitUntilOpen);
        var waiting = pool.run(LONG, () -> true);

        pool.close();

        assertThat(errorOf(waiting)).isEqualTo(ApiError.UNAVAILABLE);
        assertThat(errorOf(pool.run(LONG, () -> true))).isEqualTo(ApiError.UNAVAILABLE);
    }

    private boolean waitUntilOpen() {
        try {
            return open.await(10, SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static ApiError errorOf(Future<?> failing) {
        return failing.transform(outcome -> Future.succeededFuture(((ApiException) outcome.cause()).error()))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, SECONDS)
                .join();
    }
}
