package balanza.cluster;

import static balanza.e2e.site.FourJvms.AUTH;
import static balanza.e2e.site.FourJvms.MONITOR;
import static balanza.e2e.site.FourJvms.OTHER_AUTH;
import static balanza.e2e.site.FourJvms.OTHER_MONITOR;
import static balanza.e2e.site.FourJvms.OTHER_REGISTRY;
import static balanza.e2e.site.FourJvms.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Answer;
import balanza.e2e.site.FourJvms;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.Poll;
import balanza.e2e.site.Site;
import balanza.e2e.site.Sites;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two of each service are as good as one, and better when one dies. */
class ManyOfEachIT {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final FourJvms site = Sites.fourJvms();
    private final Tenant tenant = Sites.tenantOf(site);

    @BeforeEach
    void startAnotherOfEach() {
        site.start(OTHER_AUTH, OTHER_REGISTRY, OTHER_MONITOR);
        List.of(OTHER_AUTH, OTHER_REGISTRY, OTHER_MONITOR).forEach(site::awaitReady);
        site.awaitChanges();
    }

    @AfterEach
    void heal() {
        site.heal();
    }

    @Test
    void twoOfEachServeTogetherAndOneOfThemMayDie() {
        TestNode node = nodes.saying("hello");
        String app = tenant.newApp(node.port());
        changesAtOnceAreAllKept();
        aNodeIsProbedByOneMonitorOnly(node);

        site.kill(AUTH, REGISTRY, MONITOR);

        Poll.until(LIMIT, () -> assertThat(tenant.addNode(app, nodes.refusing()).status())
                .isEqualTo(201));
        node.health(500);
        Poll.until(LIMIT, () -> assertThat(tenant.state(app, node.port())).isEqualTo("down"));
    }

    private void changesAtOnceAreAllKept() {
        String app = tenant.newApp(nodes.refusing());
        List<Tenant> doors = site.balancers().stream().map(tenant::at).toList();
        List<CompletableFuture<Answer>> additions = IntStream.range(1, Site.NODES_MAX_PER_APP)
                .mapToObj(i -> nodes.refusing())
                .map(port -> CompletableFuture.supplyAsync(
                        () -> doors.get(port % doors.size()).addNode(app, port)))
                .toList();

        assertThat(additions).extracting(addition -> addition.join().status()).containsOnly(201);
        assertThat(tenant.app(app).json().getJsonArray("nodes")).hasSize(Site.NODES_MAX_PER_APP);
    }

    private static void aNodeIsProbedByOneMonitorOnly(TestNode node) {
        long before = node.probes();
        Poll.during(Duration.ofSeconds(4), () -> {});
        assertThat(node.probes() - before).isBetween(2L, 6L);
    }
}
