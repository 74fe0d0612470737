package balanza.balancer.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Function;

/**
 * A simulation: five nodes, of which the first takes ten times as long as the others for every request, get 1,000 requests a
 * second for a minute. Time is that of the shop; chance begins the same each time.
 */
final class OneSlowNode {
    private static final int NODES = 5;
    private static final int REQUESTS = 60_000;
    private static final double REQUESTS_A_SECOND = 1_000;
    private static final Duration FAST = Duration.ofMillis(10);
    private static final Duration SLOW = Duration.ofMillis(100);

    private final Shop shop = Shop.of(NODES);
    private final Random chance = new Random(7);
    private final PriorityQueue<Underway> underway = new PriorityQueue<>(Comparator.comparingLong(Underway::ends));
    private final List<Long> latencies = new ArrayList<>();
    private int toTheSlowOne;

    /** @param ends by a clock that begins at 0 */
    private record Underway(Target target, long ends, long took) {}

    private OneSlowNode(Policy policy) {
        var start = shop.clock.get();
        var targets = shop.route().targets();
        var now = 0L;
        for (int i = 0; i < REQUESTS; i++) {
            now += (long) (-Math.log(1 - chance.nextDouble()) * 1e9 / REQUESTS_A_SECOND);
            end(start, now);
            shop.clock.set(start + now);
            begin(policy.pick(targets, Shop.ANYBODY), now);
        }
        end(start, Long.MAX_VALUE);
        Collections.sort(latencies);
    }

    static OneSlowNode under(Function<Draw, Policy> policy) {
        var lots = new Random(11);
        return new OneSlowNode(policy.apply(new Draw(lots::nextDouble)));
    }

    /** Which part of the requests the slow node got, from 0 to 1. */
    double share() {
        return (double) toTheSlowOne / REQUESTS;
    }

    /** How long the given part of the requests took at most. */
    Duration quantile(double part) {
        return Duration.ofNanos(latencies.get((int) (part * (latencies.size() - 1))));
    }

    private void begin(Target target, long now) {
        var slow = Shop.port(target) == 1;
        toTheSlowOne += slow ? 1 : 0;
        // Answers vary a little, as they do.
        var took = (long) ((slow ? SLOW : FAST).toNanos() * (0.8 + 0.4 * chance.nextDouble()));
        if (!target.tryBegin(Integer.MAX_VALUE)) {
            throw new AssertionError("no room");
        }
        underway.add(new Underway(target, now + took, took));
    }

    private void end(long start, long until) {
        while (!underway.isEmpty() && underway.peek().ends() <= until) {
            var over = underway.remove();
            shop.clock.set(start + over.ends());
            over.target().answered(over.took(), 200);
            over.target().end();
            latencies.add(over.took());
        }
    }
}
