package balanza.balancer;

import static balanza.balancer.Soon.soon;

import balanza.contract.ApiError;
import balanza.contract.App;
import balanza.contract.AppSettings;
import balanza.contract.Endpoint;
import balanza.contract.Node;
import balanza.contract.RegistryRequest;
import balanza.contract.RegistryRequest.ConfigureApp;
import balanza.contract.RegistryRequest.ConfigureNode;
import balanza.contract.RegistryRequest.GetApp;
import balanza.contract.RegistryRequest.RemoveNode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A registry of one app, {@code shop}, in a few lines on the real bus; it keeps to revisions, and tells no events. */
final class OneApp {
    private final Balancer balancer;
    private final List<RegistryRequest<?>> asked = new ArrayList<>();
    private App app;
    private int othersChanges;

    private OneApp(Balancer balancer, Endpoint... nodes) {
        this.balancer = balancer;
        this.app = Balancer.app("shop", nodes);
    }

    static OneApp of(Balancer balancer, Endpoint... nodes) {
        var registry = new OneApp(balancer, nodes);
        registry.answer(GetApp.class, registry::get);
        registry.answer(ConfigureApp.class, registry::configure);
        registry.answer(ConfigureNode.class, registry::configureNode);
        registry.answer(RemoveNode.class, registry::removeNode);
        return registry;
    }

    synchronized App app() {
        return app;
    }

    /** What was asked of this kind since the beginning, in order. */
    synchronized <Q extends RegistryRequest<?>> List<Q> asked(Class<Q> type) {
        return asked.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Each of the next so many readers finds, when they come to write, that others have changed the app meanwhile. */
    synchronized void changeAfterReading(int times) {
        othersChanges = times;
    }

    synchronized void set(AppSettings settings) {
        become(app.nodes(), settings);
    }

    private App get(GetApp ask) {
        var read = app;
        if (othersChanges > 0) {
            othersChanges--;
            become(app.nodes(), app.settings());
        }
        return read;
    }

    private App configure(ConfigureApp ask) {
        if (ask.revision() != app.revision()) {
            throw ApiError.CHANGED_MEANWHILE.exception();
        }
        return become(app.nodes(), ask.settings());
    }

    private App configureNode(ConfigureNode ask) {
        if (ask.revision() != null && ask.revision() != app.revision()) {
            throw ApiError.CHANGED_MEANWHILE.exception();
        }
        return become(app.nodes(), app.settings());
    }

    private App removeNode(RemoveNode ask) {
        var left = app.nodes().stream()
                .filter(node -> !node.endpoint().equals(ask.endpoint()))
                .toList();
        if (left.size() == app.nodes().size()) {
            throw ApiError.NODE_NOT_FOUND.exception();
        }
        return become(left, app.settings());
    }

    private App become(List<Node> nodes, AppSettings settings) {
        app = new App(
                app.id(), app.name(), app.owner(), app.created(), app.revision() + 1, nodes, settings, app.stickyKey());
        return app;
    }

    private <Q extends RegistryRequest<App>> void answer(Class<Q> type, Function<Q, App> answerer) {
        soon(balancer.bus.<Q, App>answer(type, (request, deadline) -> {
            synchronized (this) {
                asked.add(request);
                return Future.succeededFuture(answerer.apply(request));
            }
        }));
    }
}
