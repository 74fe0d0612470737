package balanza.balancer.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The targets that a new client's request may go to at one moment.
 *
 * @param tried a target that has failed this request already
 * @param limit requests that a target may have in flight
 * @param open whether health is of no account, since no node is healthy and the app would rather try
 * @param nodes how many there are, full ones among them
 * @param ejectedToo whether ejections are of no account, since they would leave none: an ejection is only a guess of this
 *     process
 * @param free how many there are that have room
 */
record Shortlist(
        List<Target> targets,
        @Nullable Target tried,
        int limit,
        long now,
        boolean open,
        int nodes,
        boolean ejectedToo,
        int free) {
    /** @param failOpen whether the app would rather try nodes that are down than none */
    static Shortlist of(List<Target> targets, @Nullable Target tried, int limit, boolean failOpen, long now) {
        boolean open = failOpen && targets.stream().noneMatch(target -> target.takesNew() && target.healthy(now));
        int nodes = 0;
        int ejected = 0;
        int free = 0;
        int freeAndEjected = 0;
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            if (target != tried && target.takesNew() && (open || target.healthy(now))) {
                int room = target.hasRoom(limit) ? 1 : 0;
                nodes++;
                free += room;
                if (target.ejected(now)) {
                    ejected++;
                    freeAndEjected += room;
                }
            }
        }
        boolean ejectedToo = nodes == ejected;
        return new Shortlist(
                targets, tried, limit, now, open, nodes, ejectedToo, ejectedToo ? free : free - freeAndEjected);
    }

    /** Those that have room; the list as it is, if that is all of them. Fewer than {@code free} if others were faster. */
    List<Target> candidates() {
        if (free == targets.size()) {
            return targets; // By far the most frequent case.
        }
        List<Target> candidates = new ArrayList<>(free);
        for (Target target : targets) {
            if (target.takesNew() && mayServe(target)) {
                candidates.add(target);
            }
        }
        return candidates;
    }

    /** Whether a target may get a request of a client that it has had before. */
    boolean mayServe(Target target) {
        return target != tried
                && !target.draining()
                && (open || target.healthy(now))
                && (ejectedToo || !target.ejected(now))
                && target.hasRoom(limit);
    }
}
