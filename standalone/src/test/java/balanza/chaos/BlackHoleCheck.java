package balanza.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.FourJvms;
import balanza.e2e.site.LedgerProgram;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.Poll;
import balanza.e2e.site.Sites;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * As {@link FaultsIT}, with a node whose packets vanish on the way. Run by {@code src/test/sh/black-hole}, which makes the
 * network for it.
 */
class BlackHoleCheck {
    private static final String NAMESPACE = System.getProperty("balanza.hole.namespace", "");
    private static final String INSIDE = System.getProperty("balanza.hole.inside", "");
    private static final String OUTSIDE = System.getProperty("balanza.hole.outside", "");

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(8);

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final FourJvms site = Sites.fourJvms();
    private final Tenant tenant = Sites.tenantOf(site);

    @Test
    void aNodeIsInABlackHole() throws Exception {
        List<LedgerProgram> near = List.of(nodes.ledger(), nodes.ledger());
        TestNode othersNode = nodes.saying("hello");
        String other = tenant.newApp(othersNode.port());
        Trial.warmUp(
                site.balancers(), tenant.newApp(near.get(0).port(), near.get(1).port()));
        try (LedgerProgram far = LedgerProgram.startIn(NAMESPACE, INSIDE)) {
            String app = tenant.newApp(near.get(0).port(), near.get(1).port());
            tenant.addNode(app, far.port(), new JsonObject().put("host", far.host()));
            awaitUp(app, near.get(0), near.get(1), far);
            List<LedgerProgram> all = List.of(near.get(0), near.get(1), far);

            inTheHole(app, other, othersNode, all); // What is done then is new to the balancers' JVMs.
            inTheHole(app, other, othersNode, all);
        }
    }

    private void inTheHole(String app, String other, TestNode othersNode, List<LedgerProgram> all)
            throws IOException, InterruptedException {
        LedgerProgram far = all.get(all.size() - 1);
        Trial trial = Trial.of(site.balancers(), app, other, othersNode);

        ip("route", "add", "blackhole", OUTSIDE + "/32");
        Trial.Findings findings = trial.after(NOTICED_WITHIN.plusSeconds(4));
        assertThat(tenant.state(app, far.port())).isEqualTo("down");
        ip("route", "del", "blackhole", OUTSIDE + "/32");

        awaitUp(app, far); // By then it has done whatever had still reached it.
        findings.noGetFailed()
                .noGetTookLongerThan(NOTICED_WITHIN)
                .everyPostWasAnswered()
                .noPostWasDoneTwice(all)
                .otherAppUnmoved();
    }

    private void awaitUp(String app, LedgerProgram... its) {
        Poll.until(LIMIT, () -> {
            for (LedgerProgram node : its) {
                assertThat(tenant.state(app, node.port())).isEqualTo("up");
            }
        });
    }

    /** In the node's namespace. */
    private static void ip(String what, String how, String kind, String where)
            throws IOException, InterruptedException {
        Process ip = new ProcessBuilder("ip", "-n", NAMESPACE, what, how, kind, where)
                .inheritIO()
                .start();
        assertThat(ip.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(ip.exitValue()).isZero();
    }
}
