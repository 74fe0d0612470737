package balanza.cluster;

import static balanza.e2e.site.FourJvms.AUTH;
import static balanza.e2e.site.FourJvms.MONITOR;
import static balanza.e2e.site.FourJvms.OTHER_BALANCER;
import static balanza.e2e.site.FourJvms.REGISTRY;
import static balanza.e2e.site.FourJvms.STORE;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Answer;
import balanza.e2e.site.Client;
import balanza.e2e.site.FourJvms;
import balanza.e2e.site.Load;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.Poll;
import balanza.e2e.site.Sites;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each of the processes in turn is killed as by {@code kill -9}, under load, and started again. */
class ServiceLossIT {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration CONTROL_LIMIT = Duration.ofSeconds(2);

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final FourJvms site = Sites.fourJvms();
    private final Tenant tenant = Sites.tenantOf(site);
    private final List<Client> balancers = site.balancers();
    private TestNode one;
    private TestNode two;
    private String app;

    @BeforeEach
    void anAppWithTwoNodesThatAreUp() {
        one = nodes.saying("one");
        two = nodes.saying("two");
        app = tenant.newApp(one.port(), two.port());
        Poll.until(LIMIT, this::bothAreUp);
    }

    @AfterEach
    void heal() {
        site.heal();
    }

    @ParameterizedTest
    @ValueSource(strings = {REGISTRY, AUTH, STORE})
    void balancingGoesOnAndControlCallsAreRefusedInTime(String service) {
        String before = nodesOfApp();
        List<Load> loads = load();

        site.kill(service);

        for (Client balancer : balancers) {
            for (int i = 0; i < 2; i++) {
                long start = System.nanoTime();
                Answer answer = tenant.at(balancer).apps();
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                assertThat(answer.failure()).isEqualTo("503/10");
                assertThat(answer.header("retry-after")).matches("[0-9]+");
                assertThat(took).isLessThan(CONTROL_LIMIT);
            }
            assertThat(balancer.get("/api/health").status()).isEqualTo(503);
            assertThat(balancer.get("/api/health/ready").status()).isEqualTo(200);
        }
        site.start(service);
        site.heal();
        for (Client balancer : balancers) {
            Poll.until(
                    LIMIT, () -> assertThat(tenant.at(balancer).apps().status()).isEqualTo(200));
        }
        loads.forEach(load -> load.end().allOk());
        assertThat(nodesOfApp()).isEqualTo(before);
    }

    @Test
    void aMonitorThatDiesAndComesBackChangesNobodysState() {
        String before = nodesOfApp();
        List<Load> loads = load();

        site.kill(MONITOR);
        Poll.during(Duration.ofSeconds(3), this::bothAreUp);
        assertThat(tenant.newApp(one.port())).isNotEmpty();
        site.start(MONITOR);
        site.awaitReady(MONITOR);
        Poll.during(Duration.ofSeconds(3), this::bothAreUp);

        loads.forEach(load -> load.end().allOk());
        assertThat(nodesOfApp()).isEqualTo(before);
        two.health(500);
        Poll.until(LIMIT, () -> assertThat(tenant.state(app, two.port())).isEqualTo("down"));
    }

    @Test
    void aBalancerThatComesBackKnowsWhatHasChangedMeanwhile() {
        Client other = balancers.get(1);
        Load load = Load.of(balancers.get(0), "/api/balance/" + app + "/load", 8);
        String removed = tenant.newApp(one.port());

        site.kill(OTHER_BALANCER);
        assertThat(tenant.removeNode(app, one.port()).status()).isEqualTo(200);
        assertThat(tenant.removeApp(removed).status()).isEqualTo(200);
        String added = tenant.newApp(two.port());
        site.start(OTHER_BALANCER);
        site.awaitReady(OTHER_BALANCER);

        assertThat(other.balance(removed, "/").failure()).isEqualTo("404/02");
        assertThat(other.balance(added, "/").body()).isEqualTo("two");
        for (int i = 0; i < 20; i++) {
            assertThat(other.balance(app, "/").body()).isEqualTo("two");
        }
        load.end().allOk();
    }

    private List<Load> load() {
        return balancers.stream()
                .map(balancer -> Load.of(balancer, "/api/balance/" + app + "/load", 4))
                .toList();
    }

    private void bothAreUp() {
        assertThat(tenant.state(app, one.port())).isEqualTo("up");
        assertThat(tenant.state(app, two.port())).isEqualTo("up");
    }

    /** With the moments of the last changes, so that two that are equal mean that nothing has changed in between. */
    private String nodesOfApp() {
        return tenant.app(app).json().getJsonArray("nodes").encode();
    }
}
