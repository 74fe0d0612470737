package balanza.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.App;
import balanza.contract.Event.AppChanged;
import balanza.contract.Event.AppRemoved;
import balanza.contract.Event.NodeDown;
import balanza.contract.LogBucket;
import balanza.contract.NodeId;
import balanza.contract.NodeState;
import balanza.contract.RegistryRequest.GetApp;
import balanza.contract.RegistryRequest.ReportHealth;
import balanza.contract.RegistryRequest.StoreBuckets;
import balanza.contract.ServedRequest;
import balanza.contract.Tombstone;
import balanza.contract.UserId;
import balanza.e2e.site.Client;
import balanza.e2e.site.FourJvms;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.Poll;
import balanza.e2e.site.Sites;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import balanza.records.PackWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is said of an app that is gone does not touch the one that bears its name now. */
class LateNewsIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final FourJvms site = Sites.fourJvms();
    private final Tenant first = site.client().newTenant();
    private final Tenant second = site.client().newTenant();

    @Test
    void lateNewsOfAnAppThatIsGoneChangeNothing() throws TimeoutException {
        TestNode olds = nodes.saying("old");
        TestNode news = nodes.saying("new");
        String name = first.newApp(olds.port());
        try (Guest guest = Guest.join(site)) {
            App old = guest.ask(new GetApp(new UserId(first.claims().getString("sub")), name));
            first.removeApp(name);
            second.createApp(name, news.port());
            Poll.until(LIMIT, () -> assertThat(second.state(name, news.port())).isEqualTo("up"));
            String before = second.app(name).body();

            NodeId oldNode = old.nodes().get(0).id();
            guest.tell(new AppChanged(old));
            guest.tell(new AppRemoved(new Tombstone(old.id(), name, old.revision() + 1)));
            guest.tell(new NodeDown(old.id(), name, oldNode, "late", Instant.now(), LIMIT));
            var noted = guest.ask(new ReportHealth(old.id(), name, oldNode, NodeState.DOWN, "late"));
            var stored = guest.ask(new StoreBuckets(List.of(lateLogs(old))));

            assertThat(noted.known()).isFalse();
            assertThat(stored.records()).isZero();
            assertThat(stored.refused()).isEqualTo(1);
            Poll.during(Duration.ofSeconds(2), () -> {
                for (Client balancer : site.balancers()) {
                    assertThat(balancer.balance(name, "/").body()).isEqualTo("new");
                }
            });
            assertThat(second.app(name).body()).isEqualTo(before);
            assertThat(second.logs(name, "").body()).doesNotContain("late");
            assertThat(olds.requests()).isZero();
        }
    }

    private static LogBucket lateLogs(App old) {
        var late = new ServedRequest("late", "GET", "127.0.0.1:9", System.currentTimeMillis(), 1, 200);
        var pack = new PackWriter();
        pack.add(late);
        return pack.bucket(old.id(), "late-balancer", Instant.now().getEpochSecond(), 0);
    }
}
