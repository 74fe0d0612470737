package balanza.monitor;

import balanza.bus.Bus;
import balanza.contract.App;
import balanza.contract.AppPage;
import balanza.contract.Event.AppChanged;
import balanza.contract.Event.AppRemoved;
import balanza.contract.Node;
import balanza.contract.Noted;
import balanza.contract.RegistryRequest.ReadApps;
import balanza.contract.RegistryRequest.ReportHealth;
import balanza.contract.Tombstone;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** As much of a registry as the monitor talks to, answering on the real bus. */
final class Listing {
    private final BlockingQueue<ReportHealth> reports = new LinkedBlockingQueue<>();
    private final Map<String, App> apps = new ConcurrentHashMap<>();
    private final AtomicInteger losing = new AtomicInteger();
    private final Bus bus;

    Listing(Bus bus) {
        this.bus = bus;
    }

    Future<?> open() {
        return Future.all(
                bus.answer(
                        ReadApps.class,
                        (request, deadline) -> Future.succeededFuture(
                                new AppPage(List.copyOf(apps.values()), List.of(), null, Instant.EPOCH))),
                bus.answer(ReportHealth.class, (report, deadline) -> Future.succeededFuture(note(report))));
    }

    /** Lists the app without saying so. */
    void has(App app) {
        apps.put(app.name(), app);
    }

    /** Lists the app and tells. */
    void change(App app) {
        has(app);
        bus.tell(new AppChanged(app));
    }

    void remove(App app) {
        apps.remove(app.name());
        bus.tell(new AppRemoved(
                new Tombstone(app.id(), app.name(), app(app.name(), app).revision() + 1)));
    }

    App app(String name, App otherwise) {
        return apps.getOrDefault(name, otherwise);
    }

    /** The next so many reports come to nothing. */
    void lose(int reports) {
        losing.set(reports);
    }

    /** All that came, also what was lost. */
    BlockingQueue<ReportHealth> reports() {
        return reports;
    }

    private Noted note(ReportHealth report) {
        reports.add(report);
        if (losing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return new Noted(true);
        }
        App app = apps.get(report.appName());
        if (app == null || !app.id().equals(report.app())) {
            return new Noted(false);
        }
        Node[] nodes = app.nodes().stream()
                .map(node -> node.id().equals(report.node()) ? Samples.in(report.state(), node) : node)
                .toArray(Node[]::new);
        if (!List.of(nodes).equals(app.nodes())) {
            change(new App(
                    app.id(),
                    app.name(),
                    app.owner(),
                    app.created(),
                    app.revision() + 1,
                    List.of(nodes),
                    app.settings(),
                    null));
        }
        return new Noted(true);
    }
}
