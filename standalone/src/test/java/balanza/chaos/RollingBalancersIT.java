package balanza.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Client;
import balanza.e2e.site.FourJvms;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.Poll;
import balanza.e2e.site.Sites;
import balanza.e2e.site.Tenant;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two balancers behind a proxy that asks whether they are ready are restarted, one after the other, and nobody notices. */
class RollingBalancersIT {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final FourJvms site = Sites.fourJvms();
    private final List<Client> balancers = site.balancers();

    @AfterEach
    void heal() {
        site.heal();
    }

    @Test
    void aRollingRestartOfTheBalancersCostsNotOneRequest() throws TimeoutException {
        Tenant tenant = Sites.tenantOf(site);
        String app =
                tenant.newApp(nodes.saying("one").port(), nodes.saying("two").port());
        try (FrontProxy front = FrontProxy.before(balancers)) {
            balancers.forEach(balancer ->
                    Poll.until(LIMIT, () -> assertThat(front.uses(balancer)).isTrue()));
            Arrivals gets = Arrivals.onFreshConnections(HttpMethod.GET, front.client(), app, 200);
            Arrivals posts = Arrivals.onFreshConnections(HttpMethod.POST, front.client(), app, 100);

            restart(front, FourJvms.BALANCER, balancers.get(0));
            restart(front, FourJvms.OTHER_BALANCER, balancers.get(1));

            Outcomes got = gets.end();
            Outcomes posted = posts.end();
            assertThat(front.turnedAway()).isZero();
            got.allOk();
            posted.allOk();
        }
    }

    private void restart(FrontProxy front, String name, Client balancer) {
        assertThat(site.terminate(name)).isZero();
        site.start(name);
        site.awaitReady(name);
        Poll.until(LIMIT, () -> assertThat(front.uses(balancer)).isTrue());
    }
}
