package balanza.registry;

import balanza.bus.Bus;
import balanza.contract.AppId;
import balanza.contract.Event.AppRemoved;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Purges apps that have had no node for a whole interval. What it remembers from one run to the next only puts a purge off
 * when it is lost: the purge itself is conditional, so that several registries may sweep at once.
 */
final class OrphanSweep {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanSweep.class);
    /** The most empty apps remembered; those beyond come into view as the first ones go. */
    private static final int MAX_REMEMBERED = 100_000;

    private final Bus bus;
    private final RegistryStore store;
    private Map<AppId, Long> emptyAtLastRun = Map.of();

    OrphanSweep(Bus bus, RegistryStore store) {
        this.bus = bus;
        this.store = store;
    }

    /** Purges the apps that were empty at the last run too, and have not changed since. */
    Future<Void> run() {
        Map<AppId, Long> empty = new HashMap<>();
        return page(null, empty).onSuccess(done -> emptyAtLastRun = empty);
    }

    private Future<Void> page(@Nullable String after, Map<AppId, Long> empty) {
        return store.orphans.empty(after).compose(orphans -> {
            Future<Void> purged = Future.succeededFuture();
            for (Orphan orphan : orphans) {
                if (Long.valueOf(orphan.revision()).equals(emptyAtLastRun.get(orphan.id()))) {
                    purged = purged.compose(done -> purge(orphan));
                } else {
                    empty.put(orphan.id(), orphan.revision());
                }
            }
            boolean last = orphans.size() < OrphanStore.MAX || empty.size() >= MAX_REMEMBERED;
            return last ? purged : purged.compose(done -> page(nameOfLast(orphans), empty));
        });
    }

    private Future<Void> purge(Orphan orphan) {
        return store.names.purge(orphan).compose(purged -> {
            if (purged.isEmpty()) {
                return Future.succeededFuture();
            }
            LOG.info("Purged app {}, which had no nodes", orphan.name());
            bus.tell(new AppRemoved(purged.get()));
            return store.logTrim.remove(List.of(orphan.id()));
        });
    }

    private static String nameOfLast(List<Orphan> orphans) {
        return orphans.get(orphans.size() - 1).name();
    }
}
