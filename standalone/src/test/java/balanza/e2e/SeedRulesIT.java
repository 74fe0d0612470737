package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Nodes;
import balanza.e2e.site.OneJvm;
import balanza.e2e.site.Poll;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Settings under which a node that fails one check is removed, and an app without nodes too. */
class SeedRulesIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Map<String, String> SEED_RULES = Map.of(
            "HEALTH_FALL", "1",
            "NODE_EVICTION_SECONDS", "0",
            "JOB_APPS_INTERVAL_SECONDS", "1");

    @RegisterExtension
    final Nodes nodes = new Nodes();

    @Test
    void aNodeThatFailsOneCheckIsRemovedAndAnAppWithoutNodesIsPurged() {
        Map<String, String> settings = new LinkedHashMap<>(SEED_RULES);
        settings.put("APP_NAME_RESERVATION_DAYS", "0");
        try (OneJvm site = OneJvm.open("seed-rules", settings)) {
            String app = appThatIsPurged(site.client().newTenant());

            assertThat(site.client()
                            .newTenant()
                            .createApp(app, nodes.refusing())
                            .success())
                    .isEqualTo("201 " + app);
        }
    }

    @Test
    void theNameOfAPurgedAppIsKeptForItsOwner() {
        try (OneJvm site = OneJvm.open("reservation", SEED_RULES)) {
            Tenant owner = site.client().newTenant();
            String app = appThatIsPurged(owner);

            assertThat(site.client()
                            .newTenant()
                            .createApp(app, nodes.refusing())
                            .failure())
                    .isEqualTo("409/02");
            assertThat(owner.createApp(app, nodes.refusing()).success()).isEqualTo("201 " + app);
        }
    }

    private String appThatIsPurged(Tenant owner) {
        TestNode sick = nodes.saying("sick");
        TestNode well = nodes.saying("well");
        String app = owner.newApp(sick.port(), well.port());
        sick.health(500);
        Poll.until(LIMIT, () -> assertThat(owner.state(app, sick.port())).isEqualTo("none"));
        assertThat(owner.state(app, well.port())).isEqualTo("up");
        well.health(500);
        Poll.until(LIMIT, () -> assertThat(owner.app(app).failure()).isEqualTo("404/02"));
        return app;
    }
}
