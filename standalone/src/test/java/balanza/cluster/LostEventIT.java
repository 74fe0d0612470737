package balanza.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.Endpoint;
import balanza.contract.NodeSpec;
import balanza.contract.RegistryRequest.AddNode;
import balanza.contract.RegistryRequest.RemoveApp;
import balanza.contract.UserId;
import balanza.e2e.site.Client;
import balanza.e2e.site.FourJvms;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.Poll;
import balanza.e2e.site.Sites;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LostEventIT {
    private static final Duration RECONCILED_WITHIN = Duration.ofSeconds(1 + 1);

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final FourJvms site = Sites.fourJvms();
    private final Tenant tenant = Sites.tenantOf(site);
    private final UserId owner = new UserId(tenant.claims().getString("sub"));

    @Test
    void balancersFollowAChangeThatNobodyTellsThemOf() throws TimeoutException {
        TestNode node = nodes.saying("added");
        String app = tenant.newApp(nodes.saying("first").port());

        try (UnheardRegistry registry = UnheardRegistry.on(site.storeUri())) {
            registry.ask(
                    new AddNode(owner, app, new NodeSpec(new Endpoint("127.0.0.1", node.port()), Tenant.STATUS_PATH)));
            for (Client balancer : site.balancers()) {
                Poll.until(
                        RECONCILED_WITHIN,
                        () -> assertThat(balancer.balance(app, "/").body()).isEqualTo("added"));
            }

            registry.ask(new RemoveApp(owner, app));
            for (Client balancer : site.balancers()) {
                Poll.until(
                        RECONCILED_WITHIN,
                        () -> assertThat(balancer.balance(app, "/").failure()).isEqualTo("404/02"));
            }
        }
    }
}
