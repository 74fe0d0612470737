package balanza.auth;

import balanza.bus.Deadline;
import balanza.contract.ApiError;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Where passwords are hashed: off the event loop, on no more threads than there are cores, since more would only make each
 * wait longer. The queue is bounded, because an answer that comes too late costs as much as one in time.
 */
final class HashingPool implements AutoCloseable {
    private final Vertx vertx;
    private final ThreadPoolExecutor threads;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong late = new AtomicLong();

    /**
     * @param size how many hashes are made at once
     * @param waiting how many more may wait for their turn
     */
    HashingPool(Vertx vertx, int size, int waiting) {
        this.vertx = vertx;
        threads = new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), work -> {
            Thread thread = new Thread(work, "hashing");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Does work when its turn comes.
     *
     * @return on the caller's context; {@link ApiError#UNAVAILABLE} at once if too many wait already, and if the deadline
     *     has passed before the work begins or the pool is closed
     */
    <T> Future<T> run(Deadline deadline, Supplier<T> work) {
        Task<T> task = new Task<>(vertx.getOrCreateContext(), deadline, work);
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            refused.incrementAndGet();
            return Future.failedFuture(ApiError.UNAVAILABLE.exception());
        }
        return task.result.future();
    }

    /** How many pieces of work were carried out. */
    long done() {
        return done.get();
    }

    /** How many were turned away because the queue was full. */
    long refused() {
        return refused.get();
    }

    /** How many were dropped because their deadline had passed. */
    long late() {
        return late.get();
    }

    /** Lets work that has begun end, and fails all that waits. */
    @Override
    public void close() {
        threads.shutdownNow().forEach(waiting -> ((Task<?>) waiting).drop());
    }

    private final class Task<T> implements Runnable {
        private final Promise<T> result = Promise.promise();
        private final Context caller;
        private final Deadline deadline;
        private final Supplier<T> work;

        Task(Context caller, Deadline deadline, Supplier<T> work) {
            this.caller = caller;
            this.deadline = deadline;
            this.work = work;
        }

        @Override
        public void run() {
            if (deadline.passed()) {
                late.incrementAndGet();
                drop();
                return;
            }
            Future<T> outcome = Future.<Void>succeededFuture().map(now -> work.get());
            done.incrementAndGet();
            tell(outcome);
        }

        void drop() {
            tell(Future.failedFuture(ApiError.UNAVAILABLE.exception()));
        }

        private void tell(Future<T> outcome) {
            caller.runOnContext(now -> outcome.onComplete(result));
        }
    }
}
