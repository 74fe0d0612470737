package balanza.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.FourJvms;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.Sites;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two balancers behind a proxy that asks whether they are ready are restarted, one after the other, and nobody notices. */
class RollingBalancersIT {
    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final FourJvms site = Sites.fourJvms();

    @AfterEach
    void heal() {
        site.heal();
    }

    @Test
    void aRollingRestartOfTheBalancersCostsNotOneRequest() {
        String app = Sites.tenantOf(site)
                .newApp(nodes.saying("one").port(), nodes.saying("two").port());

        try (FrontProxy front = FrontProxy.before(site.balancers())) {
            List<Outcomes> outcomes = new RollingBalancers(site, front).restart(app);

            assertThat(front.turnedAway()).isZero();
            outcomes.forEach(Outcomes::allOk);
        }
    }
}
