package balanza.registry;

import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.Endpoint;
import balanza.contract.LogBucket;
import balanza.contract.NodeSpec;
import balanza.contract.NodeState;
import balanza.contract.Outcome;
import balanza.contract.RegistryRequest.ReportHealth;
import balanza.contract.ServedRequest;
import balanza.contract.UserId;
import java.util.List;
import java.util.stream.LongStream;

/** Things to test with. */
final class Samples {
    static final UserId ANN = new UserId("ann");
    static final UserId BOB = new UserId("bob");

    private Samples() {}

    static NodeSpec node(int port) {
        return new NodeSpec(new Endpoint("10.0.0.1", port), "/status");
    }

    /** On the app's first node. */
    static ReportHealth report(App app, NodeState state) {
        return new ReportHealth(app.id(), app.name(), app.nodes().get(0).id(), state, "said so");
    }

    /** A bucket with a record for each date; a record's path tells bucket and place. */
    static LogBucket bucket(AppId app, String balancer, int second, long... dates) {
        List<ServedRequest> records = LongStream.of(dates)
                .mapToObj(date ->
                        new ServedRequest(balancer + "/" + second + "/" + date, "GET", "10.0.0.1:80", date, 12, 200))
                .toList();
        return new LogBucket(app, balancer, second, 0, records);
    }

    /** Likewise, of requests that no node answered. */
    static LogBucket unanswered(AppId app, String balancer, int second, long... dates) {
        List<ServedRequest> records = LongStream.of(dates)
                .mapToObj(date -> new ServedRequest(
                        balancer + "/" + second + "/" + date,
                        "GET",
                        null,
                        date,
                        12,
                        409,
                        List.of(),
                        0,
                        80,
                        "",
                        Outcome.NO_NODES))
                .toList();
        return new LogBucket(app, balancer, second, 0, records);
    }
}
