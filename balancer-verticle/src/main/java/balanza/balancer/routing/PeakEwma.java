package balanza.balancer.routing;

import java.util.List;

/**
 * Goes where an answer is to be expected sooner: the time a target lately took, times what it has to do, for its weight.
 *
 * <p>Source: the load metric of this name in Finagle and Linkerd.
 */
record PeakEwma(Draw draw) implements Policy {
    /** In nanoseconds: worse than any that has answered. */
    private static final double UNKNOWN = 1e15;

    @Override
    public Target pick(List<Target> candidates, RequestView request) {
        return draw.cheaper(candidates, PeakEwma::cost);
    }

    /** One that has never answered is tried at once, but with one request only until it does. */
    private static double cost(Target target) {
        double latency = target.latencyNanos();
        int inFlight = target.inFlight();
        double each = latency == 0 && inFlight > 0 ? UNKNOWN : latency;
        return each * (inFlight + 1) / target.weight();
    }
}
