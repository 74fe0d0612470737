package balanza.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.FourJvms;
import balanza.e2e.site.LedgerProgram;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.Poll;
import balanza.e2e.site.Sites;
import balanza.e2e.site.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three nodes are drained, restarted and registered again, one after the other, and nobody notices. */
class RollingNodesIT {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    /** So that there is always something in flight. */
    private static final String USUAL_PACE = "slow-50";

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final FourJvms site = Sites.fourJvms();
    private final Tenant tenant = Sites.tenantOf(site);

    @Test
    void aRollingRestartOfTheNodesCostsNotOneRequest() {
        List<LedgerProgram> three = Stream.generate(nodes::ledger).limit(3).toList();
        three.forEach(node -> node.order(USUAL_PACE));
        String app = tenant.newApp(three.stream().mapToInt(LedgerProgram::port).toArray());
        Arrivals gets = Arrivals.gets(site.balancers(), app, 200);
        Arrivals posts = Arrivals.posts(site.balancers(), app, 100);

        three.forEach(node -> restart(app, node));

        gets.end().allOk();
        Outcomes posted = posts.end().allOk();
        assertThat(three.stream().flatMap(node -> node.done().stream()))
                .containsExactlyInAnyOrderElementsOf(
                        posted.all().stream().map(Arrival::id).toList());
    }

    private void restart(String app, LedgerProgram node) {
        Poll.until(LIMIT, () -> assertThat(node.requests()).isPositive());
        assertThat(tenant.drainNode(app, node.port(), 30).json().getMap())
                .containsEntry("status_code", "200")
                .containsEntry("description", "127.0.0.1:" + node.port())
                .containsEntry("inFlight", 0)
                .containsEntry("safeToStop", true);
        long requests = node.requests();
        Poll.during(Duration.ofMillis(200), () -> assertThat(node.requests()).isEqualTo(requests));
        node.terminate();
        node.startAgain();
        node.order(USUAL_PACE);
        assertThat(tenant.addNode(app, node.port()).status()).isEqualTo(201);
    }
}
