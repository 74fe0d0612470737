package balanza.balancer.routing;

import balanza.contract.NodeId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** All targets there are: those in a route, and those that have left theirs while something was under way to them. */
final class AllTargets {
    private final ConcurrentMap<NodeId, Target> byNode = new ConcurrentHashMap<>();
    private final Set<Target> departed = ConcurrentHashMap.newKeySet();

    /** A route's targets are now these. */
    void replace(@Nullable Route before, List<Target> after) {
        after.forEach(target -> byNode.put(target.id(), target));
        if (before == null) {
            return;
        }
        Set<Target> stay = new HashSet<>(after);
        for (Target target : before.targets()) {
            if (!stay.contains(target)) {
                target.depart();
                departed.add(target);
            }
        }
        forgetIdle();
    }

    /** How many there are, gone ones among them. */
    int size() {
        return byNode.size();
    }

    int inFlight(NodeId node) {
        Target target = byNode.get(node);
        return target == null ? 0 : target.inFlight();
    }

    /** Forgets those that have left and have nothing under way any more; nothing will begin there again. */
    void forgetIdle() {
        departed.removeIf(target -> {
            boolean idle = target.inFlight() == 0;
            if (idle) {
                byNode.remove(target.id(), target);
            }
            return idle;
        });
    }
}
