package balanza.registry;

import balanza.contract.App;
import balanza.contract.AppPage;
import balanza.contract.Tombstone;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page in the making. */
final class FeedPage {
    static final int MAX_NAMES = 200;
    /** A page ends early rather than have more nodes, so that no message grows beyond a few megabytes. */
    static final int MAX_NODES = 5_000;

    private final List<App> apps = new ArrayList<>();
    private final List<Tombstone> removed = new ArrayList<>();
    private int nodes;
    private @Nullable String lastName;
    private @Nullable Instant latest;

    /** @return whether it has found room */
    boolean add(JsonObject document) {
        if (document.getBoolean("removed")) {
            if (apps.size() + removed.size() == MAX_NAMES) {
                return false;
            }
            removed.add(AppDocument.tombstone(document));
        } else {
            App app = AppDocument.app(document);
            if (!hasRoomFor(app)) {
                return false;
            }
            apps.add(app);
            nodes += app.nodes().size();
        }
        lastName = document.getString("_id");
        Instant changed = AppDocument.instant(document, "changedAt");
        latest = latest == null || changed.isAfter(latest) ? changed : latest;
        return true;
    }

    /** This page, with more to come. */
    AppPage andMore() {
        return new AppPage(apps, removed, lastName, latest);
    }

    /** This page, the last one. */
    AppPage last() {
        return new AppPage(apps, removed, null, latest);
    }

    private boolean hasRoomFor(App app) {
        return apps.isEmpty()
                || (apps.size() + removed.size() < MAX_NAMES
                        && nodes + app.nodes().size() <= MAX_NODES);
    }
}
