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

    /** @param work is given the number of its thread, from 0 on; all of it must be done within a minute */
    static void run(int threads, IntConsumer work) {
        var pool = Executors.newFixedThreadPool(threads);
        var start = new CyclicBarrier(threads);
        try {
            var all = IntStream.range(0, threads)
                    .<Future<?>>mapToObj(i -> pool.submit(() -> {
                        start.await(10, TimeUnit.SECONDS);
                        work.accept(i);
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
