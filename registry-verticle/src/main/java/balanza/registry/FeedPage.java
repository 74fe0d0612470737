package balanza.registry;

import balanza.contract.App;
import balanza.contract.AppPage;
import balanza.contract.Tombstone;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page in the making. However large the store is, no more of it is in memory than this, and a few documents ahead. */
final class FeedPage {
    static final int MAX_NAMES = 200;
    /** A page ends early rather than have more nodes. */
    static final int MAX_NODES = 5_000;
    /** A page ends early rather than be longer. One app alone may be, up to the size of a document, which is 16 MB. */
    static final int MAX_BYTES = 2 << 20;

    private final List<App> apps = new ArrayList<>();
    private final List<Tombstone> removed = new ArrayList<>();
    private int nodes;
    private int bytes;
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
            int length = document.toBuffer().length(); // Nearly what it will be in the message.
            if (!hasRoomFor(app, length)) {
                return false;
            }
            apps.add(app);
            nodes += app.nodes().size();
            bytes += length;
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

    private boolean hasRoomFor(App app, int length) {
        return apps.isEmpty()
                || (apps.size() + removed.size() < MAX_NAMES
                        && nodes + app.nodes().size() <= MAX_NODES
                        && bytes + length <= MAX_BYTES);
    }
}
