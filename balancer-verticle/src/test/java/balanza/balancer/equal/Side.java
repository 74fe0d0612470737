package balanza.balancer.equal;

import balanza.balancer.Balancer;
import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.NodeId;
import balanza.contract.UserId;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** One balancer and what is around it for one conversation: an app of that name and its nodes. */
final class Side implements Closeable {
    private final Balancer balancer;
    private final Conversation conversation;
    private final Executor executor;
    private final String app;
    private final Progress progress = new Progress();
    private final List<ScriptedNode> nodes = new ArrayList<>();

    /** @param app its name; two sides of the same name are told from one another by nothing but ports */
    Side(Balancer balancer, Conversation conversation, Executor executor, String app) throws IOException {
        this.balancer = balancer;
        this.conversation = conversation;
        this.executor = executor;
        this.app = app;
        for (var part : conversation.nodes()) {
            nodes.add(new ScriptedNode(part, progress));
        }
        balancer.changed(app());
    }

    /** Has the conversation. */
    Witness play() throws Exception {
        var client =
                new ScriptedClient(conversation, progress, balancer.endpoint().port());
        var end = client.play(app, executor);
        close();
        return Witness.of(this, conversation, client.received(), end);
    }

    List<ScriptedNode> nodes() {
        return nodes;
    }

    int port() {
        return balancer.endpoint().port();
    }

    @Override
    public void close() throws IOException {
        for (var node : nodes) {
            node.close();
        }
    }

    private App app() {
        var all = new ArrayList<balanza.contract.Node>();
        for (int i = 0; i < nodes.size(); i++) {
            var node = Balancer.node(nodes.get(i).endpoint());
            all.add(new balanza.contract.Node(
                    new NodeId(app + "-node" + i),
                    node.endpoint(),
                    node.statusPath(),
                    node.state(),
                    node.since(),
                    node.reason()));
        }
        return new App(
                new AppId(app), app, new UserId("owner"), Instant.EPOCH, 1, all, conversation.settings(), "sticky-key");
    }
}
