package balanza.registry;

import static balanza.registry.AppDocument.APPS;
import static balanza.registry.AppDocument.at;
import static balanza.registry.AppDocument.changing;
import static balanza.registry.AppDocument.live;

import balanza.contract.ApiError;
import balanza.contract.App;
import balanza.contract.Endpoint;
import balanza.contract.Node;
import balanza.contract.NodeSpec;
import balanza.contract.UserId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.ext.mongo.UpdateOptions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Apps and their nodes, as their owners see and change them. Each change is one atomic update. */
final class AppStore {
    /** How often a change is tried that was overtaken by others each time. */
    private static final int TRIES = 5;

    private final MongoClient mongo;
    private final InstantSource clock;
    private final int nodesMax;

    /** @param nodesMax the most nodes of one app */
    AppStore(MongoClient mongo, InstantSource clock, int nodesMax) {
        this.mongo = mongo;
        this.clock = clock;
        this.nodesMax = nodesMax;
    }

    /** @return fails with {@link ApiError#APP_NOT_FOUND} if {@code owner} has no app of that name */
    Future<App> get(UserId owner, String name) {
        return mongo.findOne(APPS, live(name, owner), null).map(found -> Optional.ofNullable(found)
                .map(AppDocument::app)
                .orElseThrow(ApiError.APP_NOT_FOUND::exception));
    }

    /** By name. */
    Future<List<App>> ownedBy(UserId owner) {
        JsonObject theirs = new JsonObject().put("owner", owner.value()).put("removed", false);
        return mongo.findWithOptions(APPS, theirs, new FindOptions().setSort(new JsonObject().put("_id", 1)))
                .map(found -> found.stream().map(AppDocument::app).toList());
    }

    /**
     * Adds a node in one atomic step, so that two callers at once cannot lose one another's node.
     *
     * @return the app as it now is; fails with {@link ApiError#APP_NOT_FOUND}, {@link ApiError#NODE_EXISTS} or
     *     {@link ApiError#LIMIT_REACHED}
     */
    Future<App> addNode(UserId owner, String name, NodeSpec spec) {
        JsonObject there = new JsonObject().put("$elemMatch", at(spec.endpoint()));
        JsonObject where = live(name, owner)
                .put("nodes", new JsonObject().put("$not", there))
                .put("nodes." + (nodesMax - 1), new JsonObject().put("$exists", false));
        JsonObject node = AppDocument.newNode(spec, clock.instant());
        JsonObject add = new JsonObject().put("$push", new JsonObject().put("nodes", node));
        return change(owner, name, where, changing(add), returningNew(), app -> refuseToAdd(app, spec.endpoint()));
    }

    /** @return the app as it now is; fails with {@link ApiError#APP_NOT_FOUND} or {@link ApiError#NODE_NOT_FOUND} */
    Future<App> removeNode(UserId owner, String name, Endpoint endpoint) {
        JsonObject where = live(name, owner).put("nodes", new JsonObject().put("$elemMatch", at(endpoint)));
        JsonObject remove = new JsonObject().put("$pull", new JsonObject().put("nodes", at(endpoint)));
        return change(owner, name, where, changing(remove), returningNew(), app -> refuseUnknown(app, endpoint));
    }

    /**
     * Updates the app if it is as {@code where} says, and otherwise reads why it is not.
     *
     * @param options that return the new document
     * @param refusal what stands in the way of the change; nothing if the app has become fit for it since it was tried
     */
    Future<App> change(
            UserId owner,
            String name,
            JsonObject where,
            JsonObject update,
            UpdateOptions options,
            Function<App, Optional<ApiError>> refusal) {
        return change(owner, name, where, update, options, refusal, TRIES);
    }

    private Future<App> change(
            UserId owner,
            String name,
            JsonObject where,
            JsonObject update,
            UpdateOptions options,
            Function<App, Optional<ApiError>> refusal,
            int tries) {
        return mongo.findOneAndUpdateWithOptions(APPS, where, update, new FindOptions(), options)
                .compose(changed -> changed != null
                        ? Future.succeededFuture(AppDocument.app(changed))
                        : get(owner, name).compose(app -> refusal.apply(app)
                                .or(() -> tries > 1 ? Optional.empty() : Optional.of(ApiError.UNAVAILABLE))
                                .map(error -> Future.<App>failedFuture(error.exception()))
                                .orElseGet(() -> change(owner, name, where, update, options, refusal, tries - 1))));
    }

    private Optional<ApiError> refuseToAdd(App app, Endpoint endpoint) {
        if (app.nodes().stream().anyMatch(isAt(endpoint))) {
            return Optional.of(ApiError.NODE_EXISTS);
        }
        return app.nodes().size() < nodesMax ? Optional.empty() : Optional.of(ApiError.LIMIT_REACHED);
    }

    static Optional<ApiError> refuseUnknown(App app, Endpoint endpoint) {
        return app.nodes().stream().anyMatch(isAt(endpoint)) ? Optional.empty() : Optional.of(ApiError.NODE_NOT_FOUND);
    }

    private static Predicate<Node> isAt(Endpoint endpoint) {
        return node -> node.endpoint().equals(endpoint);
    }

    static UpdateOptions returningNew() {
        return new UpdateOptions().setReturningNewDocument(true);
    }
}
