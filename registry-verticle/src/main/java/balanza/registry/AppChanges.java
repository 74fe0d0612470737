package balanza.registry;

import balanza.bus.Bus;
import balanza.contract.ApiError;
import balanza.contract.App;
import balanza.contract.Event.AppChanged;
import balanza.contract.Event.AppRemoved;
import balanza.contract.Node;
import balanza.contract.NodeState;
import balanza.contract.Noted;
import balanza.contract.RegistryRequest.AddNode;
import balanza.contract.RegistryRequest.ConfigureApp;
import balanza.contract.RegistryRequest.ConfigureNode;
import balanza.contract.RegistryRequest.CreateApp;
import balanza.contract.RegistryRequest.RemoveApp;
import balanza.contract.RegistryRequest.RemoveNode;
import balanza.contract.RegistryRequest.ReportHealth;
import balanza.contract.Tombstone;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes apps, and tells of each change once it is made. */
final class AppChanges {
    private static final Logger LOG = LoggerFactory.getLogger(AppChanges.class);

    private final Bus bus;
    private final RegistryStore store;

    AppChanges(Bus bus, RegistryStore store) {
        this.bus = bus;
        this.store = store;
    }

    /**
     * The owner is looked for after the claim, not before: either the owner's removal finds the new app, or this finds the
     * mark of the removal.
     */
    Future<App> create(CreateApp ask) {
        if (!App.allowsName(ask.app())) {
            return Future.failedFuture(ApiError.BAD_REQUEST.exception());
        }
        return store.names
                .claim(ask.owner(), ask.app(), ask.node())
                .compose(app -> store.users
                        .isActive(ask.owner())
                        .compose(active -> active ? Future.succeededFuture(app) : undo(app)))
                .onSuccess(this::tell);
    }

    Future<Tombstone> remove(RemoveApp ask) {
        return store.names.giveUp(ask.owner(), ask.app()).compose(this::removeLogs);
    }

    Future<App> addNode(AddNode ask) {
        return store.apps.addNode(ask.owner(), ask.app(), ask.node()).onSuccess(this::tell);
    }

    Future<App> removeNode(RemoveNode ask) {
        return store.apps.removeNode(ask.owner(), ask.app(), ask.endpoint()).onSuccess(this::tell);
    }

    Future<App> configure(ConfigureApp ask) {
        return store.settings.configure(ask).onSuccess(this::tell);
    }

    Future<App> configureNode(ConfigureNode ask) {
        return store.settings.configure(ask).onSuccess(this::tell);
    }

    /** Records the verdict if it is new, and removes the node if it has been down for too long. */
    Future<Noted> note(ReportHealth report) {
        if (report.state() == NodeState.UNKNOWN) {
            return Future.failedFuture(ApiError.BAD_REQUEST.exception());
        }
        return store.health.find(report).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(new Noted(false));
            }
            Node node = found.get();
            return node.state() == report.state() ? keepOrEvict(report, node) : record(report);
        });
    }

    private Future<Noted> record(ReportHealth report) {
        return store.health.record(report).compose(recorded -> {
            recorded.ifPresent(this::tell);
            return recorded.flatMap(app -> nodeOf(report, app))
                    .map(node -> keepOrEvict(report, node))
                    .orElse(Future.succeededFuture(new Noted(true)));
        });
    }

    private Future<Noted> keepOrEvict(ReportHealth report, Node node) {
        if (!store.health.overdue(node)) {
            return Future.succeededFuture(new Noted(true));
        }
        return store.health.evict(report).map(evicted -> {
            evicted.ifPresent(app -> {
                LOG.info("Removed {} from {}: down since {}", node.endpoint(), app.name(), node.since());
                tell(app);
            });
            return new Noted(evicted.isEmpty());
        });
    }

    private Future<App> undo(App app) {
        return store.names.takeAway(app.name(), app.id()).compose(undone -> {
            undone.ifPresent(tombstone -> bus.tell(new AppRemoved(tombstone)));
            return Future.failedFuture(ApiError.UNAUTHORIZED.exception());
        });
    }

    /** What is left of the logs if this fails is found by the sweep. */
    private Future<Tombstone> removeLogs(Tombstone tombstone) {
        bus.tell(new AppRemoved(tombstone));
        return store.logTrim
                .remove(List.of(tombstone.id()))
                .onFailure(failure -> LOG.warn("The logs of {} are left to the sweep", tombstone.name(), failure))
                .transform(done -> Future.succeededFuture(tombstone));
    }

    private void tell(App app) {
        bus.tell(new AppChanged(app));
    }

    private static Optional<Node> nodeOf(ReportHealth report, App app) {
        return app.nodes().stream()
                .filter(node -> node.id().equals(report.node()))
                .findFirst();
    }
}
