package balanza.monitor;

import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.Endpoint;
import balanza.contract.Node;
import balanza.contract.NodeId;
import balanza.contract.Scheme;
import balanza.names.Addresses;

/** A node that the monitors check, and what this one knows of it. */
final class WatchedNode {
    private final AppId app;
    private final String appName;
    private final NodeId id;
    private final Endpoint endpoint;
    private final Scheme scheme;
    private final NodeHealth health;
    private final Addresses addresses = new Addresses();

    private String statusPath;
    private CheckSettings settings;
    private boolean gone;
    private boolean reporting;

    WatchedNode(App app, Node node, CheckSettings settings) {
        this.app = app.id();
        this.appName = app.name();
        this.id = node.id();
        this.endpoint = node.endpoint();
        this.scheme = node.scheme();
        this.health = new NodeHealth(node.state());
        this.statusPath = node.statusPath();
        this.settings = settings;
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

    Scheme scheme() {
        return scheme;
    }

    NodeHealth health() {
        return health;
    }

    /** In which order those of its host are tried. */
    Addresses addresses() {
        return addresses;
    }

    String statusPath() {
        return statusPath;
    }

    CheckSettings settings() {
        return settings;
    }

    /** It is checked in this way from the next check on; what has been found stays. */
    void becomes(Node now, CheckSettings wanted) {
        statusPath = now.statusPath();
        settings = wanted;
        health.listed(now.state());
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
