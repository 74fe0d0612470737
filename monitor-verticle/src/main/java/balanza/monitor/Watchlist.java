package balanza.monitor;

import balanza.contract.App;
import balanza.contract.Node;
import balanza.contract.NodeId;
import balanza.contract.Tombstone;
import balanza.feed.AppListener;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The nodes there are, by what the registry tells. Tellings come in any order; the revision alone says which is newer. So
 * that late news of a removed app is known to be late, its revision is remembered for a while.
 */
final class Watchlist implements AppListener {
    static final long TOMBSTONE_MS = 600_000;

    private final LongSupplier clock;
    private final Function<App, CheckSettings> settings;
    private final NodeListener listener;
    private final Map<String, Watched> apps = new HashMap<>();
    private final Queue<Buried> buried = new ArrayDeque<>();
    private volatile boolean complete;

    /**
     * @param clock in milliseconds
     * @param settings how an app's nodes are checked
     */
    Watchlist(LongSupplier clock, Function<App, CheckSettings> settings, NodeListener listener) {
        this.clock = clock;
        this.settings = settings;
        this.listener = listener;
    }

    @Override
    public void changed(App app) {
        if (isOld(app.name(), app.revision())) {
            return;
        }
        Map<NodeId, WatchedNode> before = nodes(app.name());
        Map<NodeId, WatchedNode> now = new HashMap<>();
        CheckSettings wanted = settings.apply(app);
        app.nodes().forEach(node -> now.put(node.id(), watch(app, node, wanted, before.remove(node.id()))));
        before.values().forEach(this::lose);
        apps.put(app.name(), new Watched(app.revision(), now));
    }

    @Override
    public void removed(Tombstone tombstone) {
        if (isOld(tombstone.name(), tombstone.revision())) {
            return;
        }
        nodes(tombstone.name()).values().forEach(this::lose);
        apps.put(tombstone.name(), new Watched(tombstone.revision(), new HashMap<>()));
        buried.add(new Buried(tombstone, clock.getAsLong()));
        forgetBuried();
    }

    @Override
    public void complete() {
        complete = true;
    }

    /** Whether all apps have been told; may be asked from any thread. */
    boolean isComplete() {
        return complete;
    }

    private boolean isOld(String name, long revision) {
        Watched known = apps.get(name);
        return known != null && revision <= known.revision();
    }

    private Map<NodeId, WatchedNode> nodes(String name) {
        Watched known = apps.get(name);
        return known == null ? new HashMap<>() : known.nodes();
    }

    private WatchedNode watch(App app, Node node, CheckSettings wanted, @Nullable WatchedNode known) {
        if (known == null) {
            WatchedNode watched = new WatchedNode(app, node, wanted);
            listener.found(watched, node.state());
            return watched;
        }
        boolean retimed = !known.settings().interval().equals(wanted.interval());
        known.becomes(node, wanted);
        if (retimed) {
            listener.retimed(known);
        }
        return known;
    }

    private void lose(WatchedNode node) {
        node.goes();
        listener.lost(node);
    }

    private void forgetBuried() {
        Buried oldest = buried.peek();
        while (oldest != null && clock.getAsLong() - oldest.at() > TOMBSTONE_MS) {
            buried.remove();
            apps.remove(
                    oldest.tombstone().name(), new Watched(oldest.tombstone().revision(), Map.of()));
            oldest = buried.peek();
        }
    }

    /** @param nodes none if the app is removed */
    private record Watched(long revision, Map<NodeId, WatchedNode> nodes) {}

    private record Buried(Tombstone tombstone, long at) {}
}
