package balanza.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Client;
import balanza.e2e.site.FourJvms;
import balanza.e2e.site.Load;
import balanza.e2e.site.NodeProgram;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.Poll;
import balanza.e2e.site.Sites;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NodeLossIT {
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final FourJvms site = Sites.fourJvms();
    private final List<Client> balancers = site.balancers();

    @Test
    void aKilledNodeCostsNotOneGetAndIsSoonGoneFromEveryBalancer() {
        Tenant tenant = Sites.tenantOf(site);
        TestNode stays = nodes.saying("stays");
        NodeProgram killed = nodes.program();
        String shared = tenant.newApp(killed.port(), stays.port());
        String alone = tenant.newApp(killed.port());
        Poll.until(LIMIT, () -> {
            assertThat(tenant.state(shared, killed.port())).isEqualTo("up");
            assertThat(tenant.state(alone, killed.port())).isEqualTo("up");
        });
        List<Load> loads = balancers.stream()
                .map(balancer -> Load.of(balancer, "/api/balance/" + shared + "/load", 8))
                .toList();
        Poll.until(LIMIT, () -> assertThat(stays.requests()).isGreaterThan(200));

        killed.kill();

        // An app that has no other node tells it: 412/04 as long as the node is tried, 409/03 from when it is not.
        Poll.until(PROBE_INTERVAL.multipliedBy(2).plusSeconds(1), () -> {
            for (Client balancer : balancers) {
                assertThat(balancer.balance(alone, "/").failure()).isEqualTo("409/03");
            }
        });
        Poll.until(LIMIT, () -> assertThat(tenant.state(shared, killed.port())).isEqualTo("down"));
        loads.forEach(load -> load.end().allOk());
    }
}
