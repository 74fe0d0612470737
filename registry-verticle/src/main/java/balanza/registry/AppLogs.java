package balanza.registry;

import balanza.contract.ApiError;
import balanza.contract.AppId;
import balanza.contract.LogBucket;
import balanza.contract.LogPage;
import balanza.contract.RegistryRequest.ReadLogs;
import balanza.contract.RegistryRequest.StoreBuckets;
import balanza.contract.Stored;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes log records in, and shows them to the app's owner. */
final class AppLogs {
    private static final int MAX_PAGE = 1_000;

    private final RegistryStore store;

    AppLogs(RegistryStore store) {
        this.store = store;
    }

    /**
     * Stores the buckets of apps that still exist. What is of another app is refused, also if that bore the same name; so is a
     * bucket that cannot be right. Nobody looks at the records before they are read.
     */
    Future<Stored> store(StoreBuckets ask) {
        Set<AppId> apps = ask.buckets().stream().map(LogBucket::app).collect(Collectors.toSet());
        return store.logs.live(apps).compose(live -> {
            List<LogBucket> kept = ask.buckets().stream()
                    .filter(bucket -> live.contains(bucket.app()))
                    .filter(LogBucket::plausible)
                    .toList();
            int stored = records(kept);
            return store.logs.store(kept).map(new Stored(stored, records(ask.buckets()) - stored));
        });
    }

    Future<LogPage> read(ReadLogs ask) {
        if (ask.limit() < 1 || ask.limit() > MAX_PAGE) {
            return Future.failedFuture(ApiError.BAD_REQUEST.exception(
                    "limit: " + ask.limit() + " (expected: a whole number from 1 to " + MAX_PAGE + ")"));
        }
        return store.apps
                .get(ask.owner(), ask.app())
                .compose(app -> LogReader.read(store.logs, app.id(), ask.all(), place(ask.cursor()), ask.limit()));
    }

    private static @Nullable LogPlace place(@Nullable String cursor) {
        return cursor == null ? null : LogPlace.of(cursor);
    }

    private static int records(List<LogBucket> buckets) {
        return buckets.stream().mapToInt(LogBucket::count).sum();
    }
}
