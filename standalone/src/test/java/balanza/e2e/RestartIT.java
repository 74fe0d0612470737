package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Nodes;
import balanza.e2e.site.OneJvm;
import balanza.e2e.site.Tenant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RestartIT {
    @RegisterExtension
    final Nodes nodes = new Nodes();

    @Test
    void everythingIsThereAfterTheOneJvmWasKilled() {
        try (OneJvm site = OneJvm.open("restart", Map.of("JWT_SECRET", ""))) {
            Tenant tenant = site.client().newTenant();
            String app = tenant.newApp(nodes.saying("hello").port());

            site.kill();
            site.start();

            assertThat(site.client().balance(app, "/").body()).isEqualTo("hello");
            assertThat(tenant.apps().body()).contains(app); // The token still holds: its secret was kept.
            assertThat(site.client().token(tenant.email(), tenant.password()).status())
                    .isEqualTo(200);
        }
    }
}
