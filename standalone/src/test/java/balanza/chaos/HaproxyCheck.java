package balanza.chaos;

import balanza.e2e.site.FourJvms;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.Sites;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** As {@link RollingBalancersIT}, with HAProxy in front; run by {@code src/test/sh/rolling-balancers}, where HAProxy is. */
class HaproxyCheck {
    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final FourJvms site = Sites.fourJvms();

    @AfterEach
    void heal() {
        site.heal();
    }

    @Test
    void aRollingRestartOfTheBalancersBehindHaproxyCostsNotOneRequest() {
        String app = Sites.tenantOf(site)
                .newApp(nodes.saying("one").port(), nodes.saying("two").port());

        try (Haproxy front = Haproxy.before(site.balancers())) {
            new RollingBalancers(site, front).restart(app).forEach(Outcomes::allOk);
        }
    }
}
