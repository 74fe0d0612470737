package balanza.registry;

import static balanza.registry.AppDocument.APPS;
import static balanza.registry.AppDocument.at;
import static balanza.registry.AppDocument.changing;
import static balanza.registry.AppDocument.live;

import balanza.contract.ApiError;
import balanza.contract.App;
import balanza.contract.RegistryRequest.ConfigureApp;
import balanza.contract.RegistryRequest.ConfigureNode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.ext.mongo.UpdateOptions;
import java.util.Optional;

/** What owners set of their apps and nodes. Each change is one atomic update. */
final class SettingsStore {
    private final MongoClient mongo;
    private final AppStore apps;

    SettingsStore(MongoClient mongo, AppStore apps) {
        this.mongo = mongo;
        this.apps = apps;
    }

    /**
     * Replaces an app's settings, and makes a key if the app becomes sticky and has none. Whether it has one is read
     * before, and still so in the update, which is of that revision only.
     *
     * @return the app as it now is; fails with {@link ApiError#APP_NOT_FOUND} or {@link ApiError#CHANGED_MEANWHILE}
     */
    Future<App> configure(ConfigureApp ask) {
        return apps.get(ask.owner(), ask.app()).compose(app -> {
            if (app.revision() != ask.revision()) {
                return Future.failedFuture(ApiError.CHANGED_MEANWHILE.exception());
            }
            JsonObject set = new JsonObject().put("settings", SettingsDocument.of(ask.settings()));
            if (ask.settings().sticky() && app.stickyKey() == null) {
                set.put("stickyKey", StickyKey.fresh());
            }
            JsonObject where = live(app.name(), app.id()).put("revision", ask.revision());
            JsonObject update = changing(new JsonObject().put("$set", set));
            return mongo.findOneAndUpdateWithOptions(APPS, where, update, new FindOptions(), AppStore.returningNew())
                    .map(changed -> Optional.ofNullable(changed)
                            .map(AppDocument::app)
                            .orElseThrow(ApiError.CHANGED_MEANWHILE::exception));
        });
    }

    /**
     * Changes a node, which keeps its id and its state.
     *
     * @return the app as it now is; fails with {@link ApiError#APP_NOT_FOUND}, {@link ApiError#NODE_NOT_FOUND} or
     *     {@link ApiError#CHANGED_MEANWHILE}
     */
    Future<App> configure(ConfigureNode ask) {
        JsonObject set = changesOf(ask);
        if (set.isEmpty()) {
            return apps.get(ask.owner(), ask.app()).compose(app -> refusal(app, ask)
                    .map(error -> Future.<App>failedFuture(error.exception()))
                    .orElse(Future.succeededFuture(app)));
        }
        JsonObject where =
                live(ask.app(), ask.owner()).put("nodes", new JsonObject().put("$elemMatch", at(ask.endpoint())));
        if (ask.revision() != null) {
            where.put("revision", ask.revision());
        }
        JsonObject it = new JsonObject()
                .put("it.host", ask.endpoint().host())
                .put("it.port", ask.endpoint().port());
        UpdateOptions ofThatNode = AppStore.returningNew().setArrayFilters(new JsonArray().add(it));
        JsonObject update = changing(new JsonObject().put("$set", set));
        return apps.change(ask.owner(), ask.app(), where, update, ofThatNode, app -> refusal(app, ask));
    }

    private static JsonObject changesOf(ConfigureNode ask) {
        JsonObject set = new JsonObject();
        if (ask.statusPath() != null) {
            set.put("nodes.$[it].statusPath", ask.statusPath());
        }
        if (ask.weight() != null) {
            set.put("nodes.$[it].weight", ask.weight());
        }
        if (ask.draining() != null) {
            set.put("nodes.$[it].draining", ask.draining());
        }
        return set;
    }

    private static Optional<ApiError> refusal(App app, ConfigureNode ask) {
        if (ask.revision() != null && ask.revision() != app.revision()) {
            return Optional.of(ApiError.CHANGED_MEANWHILE);
        }
        return AppStore.refuseUnknown(app, ask.endpoint());
    }
}
