package balanza.balancer.routing;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Draws lots among targets, by weight.
 *
 * @param chance from 0 to less than 1, each with the same probability
 */
record Draw(DoubleSupplier chance) {
    static final Draw BY_CHANCE = new Draw(() -> ThreadLocalRandom.current().nextDouble());

    /** @param from at least one */
    Target one(List<Target> from) {
        return weighAlike(from)
                ? from.get((int) (chance.getAsDouble() * from.size())) // By far the most frequent case.
                : byWeight(from, null);
    }

    /**
     * The cheaper of two different ones; of equal ones the first drawn, so that weights count where costs do not differ.
     *
     * <p>Source: Mitzenmacher, The Power of Two Choices in Randomized Load Balancing: nearly as good as the cheapest of all,
     * and event loops that choose at the same time do not all choose the same.
     *
     * @param from at least one
     */
    Target cheaper(List<Target> from, ToDoubleFunction<Target> cost) {
        Target first = one(from);
        if (from.size() == 1) {
            return first;
        }
        Target second = byWeight(from, first);
        return cost.applyAsDouble(second) < cost.applyAsDouble(first) ? second : first;
    }

    private static boolean weighAlike(List<Target> from) {
        double weight = from.get(0).weight();
        for (int i = 1; i < from.size(); i++) {
            if (from.get(i).weight() != weight) {
                return false;
            }
        }
        return true;
    }

    private Target byWeight(List<Target> from, @Nullable Target except) {
        double all = 0;
        for (int i = 0; i < from.size(); i++) {
            all += from.get(i) == except ? 0 : from.get(i).weight();
        }
        double left = chance.getAsDouble() * all;
        Target drawn = from.get(0);
        for (int i = 0; i < from.size(); i++) {
            if (from.get(i) != except) {
                drawn = from.get(i);
                left -= drawn.weight();
                if (left < 0) {
                    return drawn;
                }
            }
        }
        return drawn; // Weights grew in between.
    }
}
