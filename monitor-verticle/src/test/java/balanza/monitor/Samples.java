package balanza.monitor;

import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.AppSettings;
import balanza.contract.Endpoint;
import balanza.contract.Node;
import balanza.contract.NodeId;
import balanza.contract.NodeState;
import balanza.contract.Scheme;
import balanza.contract.UserId;
import balanza.runtime.NodeTrust;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Apps and nodes to test with. */
final class Samples {
    static final NodeTrust JAVAS_TRUST = new NodeTrust(Optional.empty());
    static final CheckSettings SETTINGS =
            new CheckSettings(Duration.ofSeconds(5), Duration.ofSeconds(1), 2, 2, Statuses.of(null));

    private Samples() {}

    static Node node(int port, String statusPath, NodeState state) {
        return node(Scheme.HTTP, new Endpoint("127.0.0.1", port), statusPath, state);
    }

    static Node node(NodeState state) {
        return node(1, "/", state);
    }

    static Node node(Scheme scheme, Endpoint endpoint, String statusPath, NodeState state) {
        return new Node(
                NodeId.fresh(), endpoint, statusPath, state, Instant.EPOCH, null, scheme, Node.DEFAULT_WEIGHT, false);
    }

    static App app(String name, long revision, Node... nodes) {
        return app(AppId.fresh(), name, revision, nodes);
    }

    static App app(AppId id, String name, long revision, Node... nodes) {
        return new App(id, name, new UserId("ana"), Instant.EPOCH, revision, List.of(nodes));
    }

    /** The app one revision later, with other wishes for its checks. */
    static App checked(App app, AppSettings.HealthCheck wanted) {
        AppSettings usual = AppSettings.DEFAULT;
        AppSettings settings = new AppSettings(
                usual.policy(),
                usual.hashOn(),
                usual.sticky(),
                usual.retry(),
                usual.timeouts(),
                usual.limits(),
                usual.failOpen(),
                usual.slowStartSeconds(),
                wanted);
        return new App(
                app.id(), app.name(), app.owner(), app.created(), app.revision() + 1, app.nodes(), settings, null);
    }

    static Node in(NodeState state, Node node) {
        return new Node(
                node.id(),
                node.endpoint(),
                node.statusPath(),
                state,
                Instant.EPOCH,
                null,
                node.scheme(),
                node.weight(),
                node.draining());
    }

    static Node at(String statusPath, Node node) {
        return new Node(node.id(), node.endpoint(), statusPath, node.state(), Instant.EPOCH, null);
    }

    static WatchedNode watched(Node node, CheckSettings settings) {
        return new WatchedNode(app("shop", 1, node), node, settings);
    }

    static WatchedNode watched(Endpoint endpoint, String statusPath) {
        return watched(node(Scheme.HTTP, endpoint, statusPath, NodeState.UP), SETTINGS);
    }
}
