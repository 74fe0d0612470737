package balanza.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import balanza.contract.ApiError;
import balanza.contract.ApiException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** Waiting on the test's own thread, never for ever. */
final class Waiting {
    private Waiting() {}

    static <T> T now(Future<T> future) {
        try {
            return future.await(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer in 10 s", e);
        }
    }

    /** Until that is so, asked again and again for at most 10 s. */
    static void until(Vertx vertx, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still not so after 10 s").isLessThan(deadline);
            now(vertx.timer(20));
        }
    }

    /** All of so many, begun at once, whether they succeed or fail. */
    static <T> List<Future<T>> atOnce(int times, IntFunction<Future<T>> task) {
        List<Future<T>> begun = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            begun.add(task.apply(i));
        }
        now(Future.join(begun).otherwiseEmpty());
        return begun;
    }

    static void assertRefused(ApiError error, Future<?> future) {
        Throwable failure = catchThrowable(() -> now(future));
        assertThat(failure).isInstanceOf(ApiException.class);
        assertThat(((ApiException) failure).error()).isEqualTo(error);
    }
}
