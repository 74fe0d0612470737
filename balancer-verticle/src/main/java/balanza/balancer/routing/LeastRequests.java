package balanza.balancer.routing;

import java.util.List;

/** Goes where less is to do. */
record LeastRequests(Draw draw) implements Policy {
    @Override
    public Target pick(List<Target> candidates, RequestView request) {
        return draw.cheaper(candidates, LeastRequests::cost);
    }

    /** Idle ones are all the same, so that the lot decides among them: else a light one would get nothing in quiet times. */
    private static double cost(Target target) {
        int inFlight = target.inFlight();
        return inFlight == 0 ? 0 : (inFlight + 1) / target.weight();
    }
}
