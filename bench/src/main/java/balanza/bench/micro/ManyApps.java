package balanza.bench.micro;

import balanza.balancer.routing.RequestView;
import balanza.balancer.routing.RoutingTable;
import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.Endpoint;
import balanza.contract.Node;
import balanza.contract.NodeId;
import balanza.contract.NodeState;
import balanza.contract.UserId;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Apps with everything as usual, each node of which has an id and a place of its own. */
final class ManyApps {
    static final RequestView ANYBODY = new RequestView() {
        @Override
        public String address() {
            return "192.0.2.1";
        }

        @Override
        public @Nullable String header(String name) {
            return null;
        }

        @Override
        public @Nullable String cookie(String name) {
            return null;
        }
    };

    private ManyApps() {}

    static RoutingTable table(int apps, int nodes) {
        RoutingTable table = new RoutingTable();
        for (int i = 0; i < apps; i++) {
            table.apply(app(i, nodes));
        }
        table.completed();
        return table;
    }

    static App app(int number, int nodes) {
        List<Node> all =
                IntStream.range(0, nodes).mapToObj(i -> node(number, i)).toList();
        return new App(AppId.fresh(), name(number), UserId.fresh(), Instant.now(), 1, all);
    }

    static String name(int number) {
        return "app-" + number;
    }

    private static Node node(int app, int number) {
        String host = "10." + (app >> 16) + "." + ((app >> 8) & 255) + "." + (app & 255);
        return new Node(
                NodeId.fresh(), new Endpoint(host, 8_080 + number), "/health", NodeState.UP, Instant.now(), null);
    }
}
