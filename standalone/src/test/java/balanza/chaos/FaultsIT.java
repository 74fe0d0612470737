package balanza.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.FourJvms;
import balanza.e2e.site.LedgerProgram;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.Poll;
import balanza.e2e.site.Sites;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One of three nodes fails, in every way, under 300 requests a second. No GET fails, and no POST is done twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration TROUBLE = Duration.ofSeconds(5);
    /** For what only the monitor notices: two checks, each begun within a second and given up after two. */
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(8);

    private static final Duration LONG_TROUBLE = NOTICED_WITHIN.plusSeconds(2);

    @RegisterExtension
    final Nodes healthy = new Nodes();

    private final FourJvms site = Sites.fourJvms();
    private final Tenant tenant = Sites.tenantOf(site);
    private List<LedgerProgram> nodes;
    private LedgerProgram failing;
    private String app;
    private String other;
    private TestNode othersNode;

    @BeforeAll
    void startNodesAndWarmUp() {
        nodes = Stream.generate(LedgerProgram::start).limit(3).toList();
        failing = nodes.get(0);
        Trial.warmUp(
                site.balancers(),
                tenant.newApp(nodes.get(1).port(), nodes.get(2).port()));
    }

    @AfterAll
    void endNodes() {
        nodes.forEach(LedgerProgram::close);
    }

    @BeforeEach
    void twoAppsWhoseNodesAreAllUp() {
        failing.startAgain();
        app = tenant.newApp(nodes.stream().mapToInt(LedgerProgram::port).toArray());
        othersNode = healthy.saying("hello");
        other = tenant.newApp(othersNode.port());
        Poll.until(LIMIT, () -> {
            for (LedgerProgram node : nodes) {
                assertThat(tenant.state(app, node.port())).isEqualTo("up");
            }
            assertThat(tenant.state(other, othersNode.port())).isEqualTo("up");
        });
    }

    @Test
    void aNodeIsKilled() {
        Trial trial = begin();

        failing.kill();

        trial.after(TROUBLE)
                .noGetFailed()
                .everyPostWasAnswered()
                .noPostWasDoneTwice(nodes)
                .otherAppUnmoved();
    }

    @Test
    void aNodeIsFrozenAndGoesOn() {
        Trial trial = begin();

        failing.freeze();
        Poll.during(LONG_TROUBLE, () -> {});
        failing.thaw();

        trial.after(Duration.ofSeconds(2))
                .noGetFailed()
                .noGetTookLongerThan(NOTICED_WITHIN)
                .everyPostWasAnswered()
                .noPostWasDoneTwice(nodes)
                .otherAppUnmoved();
    }

    @Test
    void aNodeTakesNoConnectionsAndRefusesNone() {
        Trial trial = begin();

        failing.swallow();

        trial.after(LONG_TROUBLE)
                .noGetFailed()
                .noGetTookLongerThan(NOTICED_WITHIN)
                .everyPostWasAnswered()
                .noPostWasDoneTwice(nodes)
                .otherAppUnmoved();
    }

    @Test
    void aNodeResetsConnectionsInsteadOfAnswering() {
        Trial trial = begin();

        failing.order("reset");

        trial.after(TROUBLE)
                .noGetFailed()
                .fewerPostsFailedThan(30)
                .everyPostWasAnswered()
                .noPostWasDoneTwice(nodes)
                .otherAppUnmoved();
    }

    @Test
    void aNodeResetsConnectionsInTheMiddleOfAnswers() {
        Trial trial = begin();

        failing.order("cut");

        Trial.Findings findings = trial.after(TROUBLE).noPostWasDoneTwice(nodes).otherAppUnmoved();
        // An answer that has begun cannot be taken back; but half of it never passes for the whole.
        assertThat(findings.gets().byStatus().keySet()).isEqualTo(Set.of(0, 200));
    }

    @Test
    void aNodeIsTwoSecondsSlow() {
        Trial trial = begin();

        failing.order("slow-2000");

        Trial.Findings findings = trial.after(TROUBLE)
                .noGetFailed()
                .everyPostWasAnswered()
                .noPostWasDoneTwice(nodes)
                .otherAppUnmoved();
        findings.posts().allOk();
    }

    @Test
    void aNodeComesAndGoes() {
        Trial trial = begin();

        failing.order("flap");

        trial.after(LONG_TROUBLE)
                .noGetFailed()
                .everyPostWasAnswered()
                .noPostWasDoneTwice(nodes)
                .otherAppUnmoved();
    }

    private Trial begin() {
        return Trial.of(site.balancers(), app, other, othersNode);
    }
}
