package balanza.balancer.routing;

import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.AppSettings;
import balanza.contract.Endpoint;
import balanza.contract.Node;
import balanza.contract.NodeId;
import balanza.contract.NodeState;
import balanza.contract.Scheme;
import balanza.contract.UserId;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Apps by the ten thousand, as they come from the registry: nothing in them is the same object as in another. */
final class ManyApps {
    static final int NODES = 10;

    private ManyApps() {}

    /** The app of that number, at its first revision. */
    static App app(int number) {
        return app(number, NODES);
    }

    static App app(int number, int count) {
        var nodes = IntStream.range(0, count).mapToObj(i -> node(number, i)).toList();
        return new App(AppId.fresh(), name(number), UserId.fresh(), Instant.now(), 1, nodes, settings(), null);
    }

    /** The same app with other nodes. */
    static App changed(App app, List<Node> nodes) {
        return new App(
                app.id(), app.name(), app.owner(), app.created(), app.revision() + 1, nodes, app.settings(), null);
    }

    static String name(int number) {
        return "app-" + number;
    }

    /** The node of that number, with an id and a place that no other has. */
    static Node node(int app, int number) {
        var host = "10." + (app >> 16) + "." + (app >> 8 & 255) + "." + (app & 255);
        return new Node(
                NodeId.fresh(),
                new Endpoint(host, 8_080 + number),
                "/health",
                NodeState.UP,
                Instant.now(),
                "status 200",
                Scheme.HTTP,
                Node.DEFAULT_WEIGHT,
                false);
    }

    /** As usual, and each time made anew, as they are when they have come over the bus. */
    private static AppSettings settings() {
        return new AppSettings(
                null,
                null,
                false,
                new AppSettings.Retry(null, null),
                new AppSettings.Timeouts(null, null, null, null),
                new AppSettings.Limits(null, null, null, null),
                false,
                0,
                new AppSettings.HealthCheck(null, null, null, null, null));
    }
}
