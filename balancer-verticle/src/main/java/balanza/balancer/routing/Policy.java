package balanza.balancer.routing;

import balanza.contract.HashOn;
import balanza.contract.PolicyName;
import java.util.List;

/**
 * Picks one of several targets. Knows only the list and the request: health, limits and repeats are decided elsewhere.
 * Shared by the event loops.
 */
@FunctionalInterface
public interface Policy {
    /**
     * Picks, counting nothing.
     *
     * @param candidates at least one, each with a weight over 0
     */
    Target pick(List<Target> candidates, RequestView request);

    /**
     * The policy of that name.
     *
     * @param hashOn only {@link PolicyName#HASH} looks at it
     */
    static Policy of(PolicyName name, HashOn hashOn) {
        return switch (name) {
            case RANDOM -> random();
            case ROUND_ROBIN -> roundRobin();
            case LEAST_REQUESTS -> leastRequests();
            case PEAK_EWMA -> peakEwma();
            case HASH -> hash(hashOn);
        };
    }

    /** By chance, each as often as its weight says. */
    static Policy random() {
        return new RandomByWeight(Draw.BY_CHANCE);
    }

    /** In turns, each as often as its weight says, and those of a heavy one spread over the round. */
    static Policy roundRobin() {
        return new RoundRobin();
    }

    /** Of two drawn by weight, the one with fewer requests in flight for its weight. */
    static Policy leastRequests() {
        return new LeastRequests(Draw.BY_CHANCE);
    }

    /** Of two drawn by weight, the one from which an answer is to be expected sooner. */
    static Policy peakEwma() {
        return new PeakEwma(Draw.BY_CHANCE);
    }

    /** Always the same one for the same client, header or cookie, each for as many as its weight says. */
    static Policy hash(HashOn on) {
        return new RendezvousHash(on);
    }
}
