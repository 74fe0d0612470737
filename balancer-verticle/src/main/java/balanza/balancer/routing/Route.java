package balanza.balancer.routing;

import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.Node;
import balanza.contract.NodeId;
import balanza.contract.Tombstone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an app's requests can go, as of one revision. Immutable; only the targets' live figures move. */
public final class Route {
    private final AppId app;
    private final long revision;
    private final List<Target> targets;
    private final long goneSince;
    private final boolean gone;

    private Route(AppId app, long revision, List<Target> targets, boolean gone) {
        this.app = app;
        this.revision = revision;
        this.targets = targets;
        this.gone = gone;
        this.goneSince = System.nanoTime();
    }

    /** The route of an app; takes over the targets of the route before it for nodes that stay. */
    static Route of(App app, @Nullable Route before) {
        List<Target> targets = app.nodes().stream()
                .map(node -> Optional.ofNullable(before)
                        .flatMap(old -> old.target(node.id()))
                        .map(target -> refreshed(target, node))
                        .orElseGet(() -> new Target(node)))
                .toList();
        return new Route(app.id(), app.revision(), targets, false);
    }

    /** Remembers that an app is gone, so that late news does not bring it back. */
    static Route gone(Tombstone tombstone) {
        return new Route(tombstone.id(), tombstone.revision(), List.of(), true);
    }

    private static Target refreshed(Target target, Node node) {
        target.state(node.state().routable());
        return target;
    }

    /** Which app. */
    public AppId app() {
        return app;
    }

    /**
     * The targets a request may go to now: healthy, not tried, and not ejected. An ejection is only a guess of this
     * process, so it never leaves a request without a target.
     *
     * @param tried a target that has failed this request already
     * @return empty if no healthy target is left
     */
    public List<Target> candidates(@Nullable Target tried) {
        long now = System.nanoTime();
        int healthy = 0;
        int ejected = 0;
        for (Target target : targets) {
            if (target != tried && target.healthy(now)) {
                healthy++;
                ejected += target.ejected(now) ? 1 : 0;
            }
        }
        if (healthy == targets.size() && ejected == 0) {
            return targets; // By far the most frequent case, and free.
        }
        return select(tried, now, healthy == ejected);
    }

    private List<Target> select(@Nullable Target tried, long now, boolean ejectedToo) {
        List<Target> selected = new ArrayList<>(targets.size());
        for (Target target : targets) {
            if (target != tried && target.healthy(now) && (ejectedToo || !target.ejected(now))) {
                selected.add(target);
            }
        }
        return selected;
    }

    long revision() {
        return revision;
    }

    boolean gone() {
        return gone;
    }

    boolean goneBefore(long nanoTime) {
        return gone && goneSince - nanoTime < 0;
    }

    Optional<Target> target(NodeId node) {
        return targets.stream().filter(target -> target.id().equals(node)).findFirst();
    }
}
