package balanza.registry;

import balanza.contract.AppId;
import balanza.contract.LogPage;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page of a log. It looks at what buckets there are, newest first, and reads just as many of them as it takes
 * until no other can have a record for the page. Buckets overlap in time: each balancer makes its own, and a record is of
 * the time when its request came, which may be long before.
 */
final class LogReader {
    private final LogStore store;
    private final AppId app;
    private final boolean all;
    private final @Nullable LogPlace before;
    private final int limit;
    private final NewestRecords newest;

    private LogReader(LogStore store, AppId app, boolean all, @Nullable LogPlace before, int limit) {
        this.store = store;
        this.app = app;
        this.all = all;
        this.before = before;
        this.limit = limit;
        newest = new NewestRecords(before, limit);
    }

    /**
     * @param all also requests that no node answered. A record has the same place either way, so a page of one kind may be
     *     followed by one of the other.
     * @param before where the page ends; {@code null} for the newest page
     */
    static Future<LogPage> read(LogStore store, AppId app, boolean all, @Nullable LogPlace before, int limit) {
        LogReader reader = new LogReader(store, app, all, before, limit);
        return reader.readAfter(null).map(done -> reader.newest.page());
    }

    private Future<Void> readAfter(@Nullable LogHead last) {
        int most = limit + 1;
        return store.heads(app, all, before == null ? null : before.dateMs(), last, most)
                .compose(heads -> readAll(heads).compose(done -> {
                    boolean exhausted = heads.size() < most;
                    return exhausted || newest.needsNoneOf(heads.get(heads.size() - 1))
                            ? Future.succeededFuture()
                            : readAfter(heads.get(heads.size() - 1));
                }));
    }

    /** Reads some buckets, about a page of records, and then the others if they are needed. */
    private Future<Void> readAll(List<LogHead> heads) {
        if (heads.isEmpty() || newest.needsNoneOf(heads.get(0))) {
            return Future.succeededFuture();
        }
        int some = enough(heads);
        return store.records(heads.subList(0, some)).compose(records -> {
            heads.subList(0, some).forEach(head -> newest.add(head, records.getOrDefault(head.bucket(), List.of())));
            return readAll(heads.subList(some, heads.size()));
        });
    }

    private int enough(List<LogHead> heads) {
        int buckets = 0;
        int records = 0;
        while (buckets < heads.size() && records <= limit) {
            records += heads.get(buckets++).count();
        }
        return buckets;
    }
}
