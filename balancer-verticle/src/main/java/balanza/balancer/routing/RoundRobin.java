package balanza.balancer.routing;

import java.util.List;

/**
 * Takes turns, smoothly: 5, 1 and 1 make A A B A C A A. At each pick every candidate gains its weight in credit, and the
 * richest pays for all.
 *
 * <p>The credit stays with the target, so that it outlives candidates' coming and going. The event loops share it under one
 * lock, held for two additions per candidate and nothing else: turns that are counted apart would be no turns.
 *
 * <p>Source: smooth weighted round-robin as in nginx.
 */
final class RoundRobin implements Policy {
    @Override
    public synchronized Target pick(List<Target> candidates, RequestView request) {
        Target richest = candidates.get(0);
        double all = 0;
        for (int i = 0; i < candidates.size(); i++) {
            Target candidate = candidates.get(i);
            double weight = candidate.weight();
            all += weight;
            candidate.credit += weight;
            richest = candidate.credit > richest.credit ? candidate : richest;
        }
        richest.credit -= all;
        return richest;
    }
}
