package balanza.balancer.routing;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Does the same on several threads at once. */
final class Together {
    private Together() {}

    /** @param work is given the number of its thread, from 0 on */
    static void run(int threads, IntConsumer work) {
        rounds(threads, 1, work, () -> {});
    }

    /**
     * Several times, each beginning when all have done the one before. All must be done within a minute.
     *
     * @param between is done when all have done a round, and nobody has begun the next
     */
    static void rounds(int threads, int rounds, IntConsumer work, Runnable between) {
        var pool = Executors.newFixedThreadPool(threads);
        var start = new CyclicBarrier(threads);
        var end = new CyclicBarrier(threads, between);
        try {
            var all = IntStream.range(0, threads)
                    .<Future<?>>mapToObj(i -> pool.submit(() -> {
                        for (int round = 0; round < rounds; round++) {
                            start.await(10, TimeUnit.SECONDS);
                            work.accept(i);
                            end.await(10, TimeUnit.SECONDS);
                        }
                        return null;
                    }))
                    .toList();
            for (var one : all) {
                one.get(1, TimeUnit.MINUTES);
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            pool.shutdownNow();
        }
    }
}
