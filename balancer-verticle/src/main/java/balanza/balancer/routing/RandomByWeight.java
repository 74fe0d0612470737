package balanza.balancer.routing;

import java.util.List;

/** Leaves it to chance. */
record RandomByWeight(Draw draw) implements Policy {
    @Override
    public Target pick(List<Target> candidates, RequestView request) {
        return draw.one(candidates);
    }
}
