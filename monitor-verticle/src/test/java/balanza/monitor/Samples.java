package balanza.monitor;

import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.Endpoint;
import balanza.contract.Node;
import balanza.contract.NodeId;
import balanza.contract.NodeState;
import balanza.contract.UserId;
import java.time.Instant;
import java.util.List;

/** Apps and nodes to test with. */
final class Samples {
    private Samples() {}

    static Node node(int port, String statusPath, NodeState state) {
        return new Node(NodeId.fresh(), new Endpoint("127.0.0.1", port), statusPath, state, Instant.EPOCH, null);
    }

    static Node node(NodeState state) {
        return node(1, "/", state);
    }

    static App app(String name, long revision, Node... nodes) {
        return app(AppId.fresh(), name, revision, nodes);
    }

    static App app(AppId id, String name, long revision, Node... nodes) {
        return new App(id, name, new UserId("ana"), Instant.EPOCH, revision, List.of(nodes));
    }

    static Node in(NodeState state, Node node) {
        return new Node(node.id(), node.endpoint(), node.statusPath(), state, Instant.EPOCH, null);
    }
}
