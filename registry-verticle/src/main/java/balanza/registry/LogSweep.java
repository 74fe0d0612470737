package balanza.registry;

import balanza.contract.AppId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Removes log records that are too old, too many of one app, or of an app that is gone. */
final class LogSweep {
    private static final int HEADS = 1_000;
    private static final int APPS = 200;
    private static final int BUCKETS = 100;

    private final LogStore logs;
    private final LogTrimStore trim;
    private final int maxPerApp;

    /** @param maxPerApp the most records of one app */
    LogSweep(LogStore logs, LogTrimStore trim, int maxPerApp) {
        this.logs = logs;
        this.trim = trim;
        this.maxPerApp = maxPerApp;
    }

    Future<Void> run() {
        return trim.expire()
                .compose(expired -> trim.recordsByApp())
                .compose(counts -> removeGone(List.copyOf(counts.keySet())).compose(removed -> dropOldest(counts)));
    }

    private Future<Void> removeGone(List<AppId> apps) {
        if (apps.isEmpty()) {
            return Future.succeededFuture();
        }
        List<AppId> some = apps.subList(0, Math.min(APPS, apps.size()));
        return logs.live(some)
                .compose(live -> trim.remove(without(some, live)))
                .compose(removed -> removeGone(apps.subList(some.size(), apps.size())));
    }

    private Future<Void> dropOldest(Map<AppId, Long> counts) {
        Future<Void> dropped = Future.succeededFuture();
        for (Map.Entry<AppId, Long> count : counts.entrySet()) {
            if (count.getValue() > maxPerApp) {
                dropped = dropped.compose(done -> dropOldest(count.getKey(), null, 0));
            }
        }
        return dropped;
    }

    /** Walks from the newest bucket on until there are enough records, and removes all from there on. */
    private Future<Void> dropOldest(AppId app, @Nullable LogHead last, long kept) {
        return logs.heads(app, true, null, last, HEADS).compose(heads -> {
            long records = kept;
            List<LogHead> tooMany = new ArrayList<>();
            for (LogHead head : heads) {
                records += head.count();
                if (records > maxPerApp) {
                    tooMany.add(head);
                }
            }
            long counted = records;
            return remove(tooMany)
                    .compose(removed -> heads.size() < HEADS
                            ? Future.succeededFuture()
                            : dropOldest(app, heads.get(heads.size() - 1), counted));
        });
    }

    /** A few at a time: no other write should have to wait for long, nor this for longer than the store may take. */
    private Future<Void> remove(List<LogHead> heads) {
        if (heads.isEmpty()) {
            return Future.succeededFuture();
        }
        List<LogHead> some = heads.subList(0, Math.min(BUCKETS, heads.size()));
        return trim.removeBuckets(some).compose(removed -> remove(heads.subList(some.size(), heads.size())));
    }

    private static List<AppId> without(List<AppId> apps, Set<AppId> live) {
        List<AppId> gone = new ArrayList<>(apps);
        gone.removeAll(live);
        return gone;
    }
}
