package balanza.registry;

import static balanza.registry.AppDocument.APPS;
import static balanza.registry.AppDocument.changing;
import static balanza.registry.AppDocument.date;
import static balanza.registry.AppDocument.live;

import balanza.contract.ApiError;
import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.NodeSpec;
import balanza.contract.Tombstone;
import balanza.contract.UserId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.ext.mongo.UpdateOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Who holds which app name: how names are claimed, given up, and kept for those who lost them. */
final class NameStore {
    private final MongoClient mongo;
    private final InstantSource clock;
    private final Duration reservation;

    /** @param reservation how long the name of a purged app is kept for its owner; zero for not at all */
    NameStore(MongoClient mongo, InstantSource clock, Duration reservation) {
        this.mongo = mongo;
        this.clock = clock;
        this.reservation = reservation;
    }

    /**
     * Makes an app of a free name. One step decides: a name that is held matches nothing, is therefore inserted, and the
     * insert is refused as a duplicate. The revision goes on where the name's last app left it.
     *
     * @return fails with {@link ApiError#APP_EXISTS} if the name is taken, or reserved for somebody else
     */
    Future<App> claim(UserId owner, String name, NodeSpec first) {
        Instant now = clock.instant();
        JsonObject free = new JsonObject()
                .put("_id", name)
                .put("removed", true)
                .put(
                        "$or",
                        new JsonArray()
                                .add(new JsonObject().put("reservedUntil", new JsonObject().put("$exists", false)))
                                .add(new JsonObject().put("reservedUntil", new JsonObject().put("$lte", date(now))))
                                .add(new JsonObject().put("reservedFor", owner.value())));
        JsonObject update = new JsonObject()
                .put(
                        "$set",
                        new JsonObject()
                                .put("appId", AppId.fresh().value())
                                .put("owner", owner.value())
                                .put("removed", false)
                                .put("nodes", new JsonArray().add(AppDocument.newNode(first, now))))
                .put("$unset", new JsonObject().put("reservedFor", "").put("reservedUntil", ""))
                .put("$currentDate", new JsonObject().put("created", true));
        UpdateOptions claiming = returningNew().setUpsert(true);
        return mongo.findOneAndUpdateWithOptions(APPS, free, changing(update), new FindOptions(), claiming)
                .map(AppDocument::app)
                .recover(failure -> Future.failedFuture(
                        StoreFailures.isDuplicate(failure) ? ApiError.APP_EXISTS.exception() : failure));
    }

    /** @return fails with {@link ApiError#APP_NOT_FOUND} if {@code owner} has no app of that name */
    Future<Tombstone> giveUp(UserId owner, String name) {
        return bury(live(name, owner), new JsonObject())
                .map(buried -> buried.orElseThrow(ApiError.APP_NOT_FOUND::exception));
    }

    /** @return nothing if that app is gone already */
    Future<Optional<Tombstone>> takeAway(String name, AppId id) {
        return bury(live(name, id), new JsonObject());
    }

    /**
     * Removes an app that has no nodes, and keeps its name for its owner, so that an outage does not hand the app's clients
     * to a stranger.
     *
     * @return nothing if the app is no longer as it was
     */
    Future<Optional<Tombstone>> purge(Orphan orphan) {
        JsonObject where = live(orphan.name(), orphan.id())
                .put("revision", orphan.revision())
                .put("nodes", new JsonObject().put("$size", 0));
        JsonObject kept = new JsonObject();
        if (!reservation.isZero()) {
            kept.put("reservedFor", orphan.owner().value())
                    .put("reservedUntil", date(clock.instant().plus(reservation)));
        }
        return bury(where, kept);
    }

    /** Keeps no name for that user any more. */
    Future<Void> forget(UserId user) {
        JsonObject reservation = new JsonObject().put("reservedFor", "").put("reservedUntil", "");
        return mongo.updateCollectionWithOptions(
                        APPS,
                        new JsonObject().put("reservedFor", user.value()),
                        new JsonObject().put("$unset", reservation),
                        new UpdateOptions().setMulti(true))
                .mapEmpty();
    }

    private Future<Optional<Tombstone>> bury(JsonObject where, JsonObject kept) {
        JsonObject update = new JsonObject()
                .put("$set", kept.put("removed", true))
                .put(
                        "$unset",
                        new JsonObject()
                                .put("owner", "")
                                .put("created", "")
                                .put("nodes", "")
                                .put("settings", "")
                                .put("stickyKey", ""));
        return mongo.findOneAndUpdateWithOptions(APPS, where, changing(update), new FindOptions(), returningNew())
                .map(buried -> Optional.ofNullable(buried).map(AppDocument::tombstone));
    }

    private static UpdateOptions returningNew() {
        return new UpdateOptions().setReturningNewDocument(true);
    }
}
