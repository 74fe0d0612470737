package balanza.monitor;

import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.Endpoint;
import balanza.contract.Node;
import balanza.contract.NodeId;

/** A node that the monitors check, and what this one knows of it. */
final class WatchedNode {
    private final AppId app;
    private final String appName;
    private final NodeId id;
    private final Endpoint endpoint;
    private final String statusPath;
    private final NodeHealth health;

    private boolean gone;
    private boolean reporting;

    WatchedNode(App app, Node node, NodeHealth health) {
        this.app = app.id();
        this.appName = app.name();
        this.id = node.id();
        this.endpoint = node.endpoint();
        this.statusPath = node.statusPath();
        this.health = health;
    }

    AppId app() {
        return app;
    }

    String appName() {
        return appName;
    }

    NodeId id() {
        return id;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    String statusPath() {
        return statusPath;
    }

    NodeHealth health() {
        return health;
    }

    /** Whether it has been removed; nothing is done about it any more. */
    boolean gone() {
        return gone;
    }

    void goes() {
        gone = true;
    }

    /** Whether the registry is being told of it right now; it is told one thing at a time. */
    boolean reporting() {
        return reporting;
    }

    void reporting(boolean now) {
        reporting = now;
    }

    @Override
    public String toString() {
        return endpoint + " of " + appName;
    }
}
