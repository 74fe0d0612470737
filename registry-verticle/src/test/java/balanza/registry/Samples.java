package balanza.registry;

import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.AppSettings;
import balanza.contract.Endpoint;
import balanza.contract.HashOn;
import balanza.contract.LogBucket;
import balanza.contract.NodeSpec;
import balanza.contract.NodeState;
import balanza.contract.Outcome;
import balanza.contract.PolicyName;
import balanza.contract.RegistryRequest.ReportHealth;
import balanza.contract.ServedRequest;
import balanza.contract.UserId;
import balanza.records.PackReader;
import balanza.records.PackWriter;
import java.util.List;
import java.util.stream.LongStream;

/** Things to test with. */
final class Samples {
    static final UserId ANN = new UserId("ann");
    static final UserId BOB = new UserId("bob");

    /** With nothing as usual, but not sticky. */
    static final AppSettings SETTINGS = new AppSettings(
            PolicyName.HASH,
            HashOn.of("cookie:sid"),
            false,
            new AppSettings.Retry(1, 10),
            new AppSettings.Timeouts(500, 10_000, 20_000, 60_000),
            new AppSettings.Limits(100, 400, 20, 250),
            true,
            30,
            new AppSettings.HealthCheck(2, 1_000, 1, 3, List.of("200-299", "304")));

    private Samples() {}

    static AppSettings sticky(int slowStartSeconds) {
        return new AppSettings(
                PolicyName.ROUND_ROBIN,
                HashOn.ADDRESS,
                true,
                AppSettings.Retry.DEFAULT,
                AppSettings.Timeouts.DEFAULT,
                AppSettings.Limits.DEFAULT,
                false,
                slowStartSeconds,
                AppSettings.HealthCheck.DEFAULT);
    }

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
        return bucket(app, balancer, second, records);
    }

    static LogBucket bucket(AppId app, String balancer, long second, List<ServedRequest> records) {
        PackWriter pack = new PackWriter();
        records.forEach(pack::add);
        return pack.bucket(app, balancer, second, 0);
    }

    static List<ServedRequest> records(LogBucket bucket) {
        return PackReader.read(bucket.records());
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
        return bucket(app, balancer, second, records);
    }
}
