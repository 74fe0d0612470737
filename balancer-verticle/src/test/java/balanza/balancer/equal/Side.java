package balanza.balancer.equal;

import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.Event.NodeDown;
import balanza.contract.Node;
import balanza.contract.NodeId;
import balanza.contract.NodeState;
import balanza.contract.UserId;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** One balancer and what is around it for one conversation: an app of that name and its nodes. */
final class Side implements Closeable {
    /** Longer than a conversation. */
    private static final Duration HOLD = Duration.ofMinutes(1);

    private final Way way;
    private final Conversation conversation;
    private final Executor executor;
    private final String app;
    private final Progress progress = new Progress();
    private final List<ScriptedNode> nodes = new ArrayList<>();

    /** @param app its name; two sides of the same name are told from one another by nothing but ports */
    Side(Way way, Conversation conversation, Executor executor, String app) throws IOException {
        this.way = way;
        this.conversation = conversation;
        this.executor = executor;
        this.app = app;
        for (var part : conversation.nodes()) {
            nodes.add(new ScriptedNode(nodes.size(), part, progress));
        }
        way.balancer().changed(app(app, 1, all()));
    }

    /** Has the conversation. */
    Witness play() throws Exception {
        var client = new ScriptedClient(conversation, progress, port(), this::come);
        var end = client.play(app, executor);
        progress.untilThrough();
        close();
        return Witness.of(this, conversation, client.received(), end);
    }

    List<ScriptedNode> nodes() {
        return nodes;
    }

    int port() {
        return conversation.tls() ? way.tlsPort() : way.balancer().endpoint().port();
    }

    @Override
    public void close() throws IOException {
        for (var node : nodes) {
            node.close();
        }
    }

    private void come(Fate fate) throws IOException {
        int node = progress.lastAsked();
        if (node < 0) {
            return;
        }
        var nodes = all();
        var concerned = nodes.remove(node);
        if (fate == Fate.DOWN) {
            way.balancer().bus.tell(new NodeDown(id(app), app, concerned.id(), "found down", Instant.now(), HOLD));
        } else if (fate == Fate.DRAINING) {
            nodes.add(node, draining(concerned));
        }
        if (fate != Fate.DOWN) {
            way.balancer().changed(app(app, 2, nodes));
        }
        // Whoever knows this has heard of what was told before.
        way.balancer().changed(app(app + "-after", 1, List.of()));
    }

    private List<Node> all() {
        var all = new ArrayList<Node>();
        for (var node : nodes) {
            all.add(new Node(
                    new NodeId(app + "-node" + all.size()),
                    node.endpoint(),
                    "/",
                    NodeState.UNKNOWN,
                    Instant.EPOCH,
                    null));
        }
        return all;
    }

    private static Node draining(Node node) {
        return new Node(
                node.id(),
                node.endpoint(),
                node.statusPath(),
                node.state(),
                node.since(),
                node.reason(),
                node.scheme(),
                node.weight(),
                true);
    }

    private App app(String name, long revision, List<Node> all) {
        return new App(
                id(name),
                name,
                new UserId("owner"),
                Instant.EPOCH,
                revision,
                all,
                conversation.settings(),
                "sticky-key");
    }

    private static AppId id(String name) {
        return new AppId(name);
    }
}
