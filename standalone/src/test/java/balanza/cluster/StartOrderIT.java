package balanza.cluster;

import static balanza.e2e.site.FourJvms.BALANCER;
import static balanza.e2e.site.FourJvms.STORE;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Client;
import balanza.e2e.site.FourJvms;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.Poll;
import balanza.e2e.site.Sites;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StartOrderIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final FourJvms site = Sites.fourJvms();

    @AfterEach
    void heal() {
        site.heal();
    }

    @Test
    void servicesThatStartInTheWrongOrderWaitForOneAnother() {
        String app = Sites.tenantOf(site).newApp(nodes.saying("hello").port());
        List<String> backwards = new ArrayList<>(site.names());
        Collections.reverse(backwards);

        site.kill(backwards.toArray(String[]::new));
        for (String name : backwards) {
            if (!name.equals(STORE)) {
                site.start(name);
                Poll.until(LIMIT, () -> site.health(name).get("/live"));
            }
        }
        Client front = site.client();
        assertThat(site.health(BALANCER).get("/ready").status()).isEqualTo(503);
        assertThat(front.get("/api/health/ready").status()).isEqualTo(503);
        assertThat(front.get("/api/health/live").status()).isEqualTo(200);
        assertThat(front.balance(app, "/").failure()).isEqualTo("503/10");
        site.start(STORE);
        site.heal();

        for (Client balancer : site.balancers()) {
            assertThat(balancer.balance(app, "/").body()).isEqualTo("hello");
        }
    }
}
