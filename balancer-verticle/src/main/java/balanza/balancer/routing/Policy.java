package balanza.balancer.routing;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Picks one of several targets. Knows only the list: health and repeats are decided elsewhere. */
@FunctionalInterface
public interface Policy {
    /** @param candidates at least one */
    Target pick(List<Target> candidates);

    /** Each with the same chance. */
    static Policy random() {
        return candidates -> candidates.get(ThreadLocalRandom.current().nextInt(candidates.size()));
    }
}
