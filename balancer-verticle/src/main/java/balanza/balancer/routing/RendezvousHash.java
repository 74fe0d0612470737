package balanza.balancer.routing;

import balanza.contract.HashOn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every pair of key and node has a number of its own, and the highest wins: one node more takes its share from all others
 * alike, one less leaves its share to all others alike, and nothing else moves.
 *
 * <p>Source: Thaler and Ravishankar, Using Name-Based Mappings to Increase Hit Rates; weights by Schindelhauer and
 * Schomaker, Weighted Distributed Hash Tables.
 */
record RendezvousHash(HashOn on) implements Policy {
    @Override
    public Target pick(List<Target> candidates, RequestView request) {
        long key = Hash64.of(key(request));
        Target best = candidates.get(0);
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < candidates.size(); i++) {
            Target candidate = candidates.get(i);
            double score = -candidate.weight() / Math.log(Hash64.fraction(Hash64.mix(key ^ candidate.hash())));
            if (score > highest) {
                highest = score;
                best = candidate;
            }
        }
        return best;
    }

    private String key(RequestView request) {
        String key = named(request);
        return key == null ? request.address() : key;
    }

    private @Nullable String named(RequestView request) {
        return switch (on.source()) {
            case ADDRESS -> null;
            case HEADER -> request.header(on.name());
            case COOKIE -> request.cookie(on.name());
        };
    }
}
