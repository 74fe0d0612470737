package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Answer;
import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.Figures;
import balanza.e2e.site.Load;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.Poll;
import balanza.e2e.site.Site;
import balanza.e2e.site.Tenant;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Under load every request is answered, and every answer is logged or counted as not logged. */
@OverEveryDeployment
class LoadIT {
    private static final Logger LOG = LoggerFactory.getLogger(LoadIT.class);
    private static final Duration ALL_STORED_WITHIN = Duration.ofSeconds(30);

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final int seconds;
    private final Site site;
    private final Client client;
    private final Tenant tenant;

    LoadIT(Deployment deployment) {
        seconds = deployment == Deployment.FOUR_JVMS ? 30 : 10; // In one JVM there is less that can go wrong.
        site = deployment.site();
        client = site.client();
        tenant = deployment.tenant();
    }

    @Test
    void sixtyFourClientsAtOnceAreServedAndEveryAnswerIsAccountedFor() {
        String app =
                tenant.newApp(nodes.saying("one").port(), nodes.saying("two").port());
        Figures before = settled(); // What other tests have asked for before is stored by then.

        Load.Result result = Load.of(client, "/api/balance/" + app + "/load", 64)
                .runFor(Duration.ofSeconds(seconds))
                .allOk();

        Figures logged = settled().since(before);
        LOG.info("{} requests in {} s, {}", result.ok(), seconds, logged);
        assertThat(logged.stored() + logged.dropped()).isEqualTo(result.ok());
        assertThat(recordsOf(app)).isEqualTo(logged.stored());
    }

    @Test
    void atASteadyRateNoRecordIsLost() {
        String app =
                tenant.newApp(nodes.saying("one").port(), nodes.saying("two").port());
        Figures before = settled(); // What other tests have asked for before is stored by then.

        Load.Result result = Load.steady(client, "/api/balance/" + app, 2_000, Duration.ofSeconds(seconds / 2))
                .allOk();

        Figures logged = settled().since(before);
        assertThat(result.ok()).isEqualTo(1_000L * seconds);
        assertThat(logged.dropped()).isZero();
        assertThat(logged.stored()).isEqualTo(1_000L * seconds);
    }

    private Figures settled() {
        Poll.until(ALL_STORED_WITHIN, () -> assertThat(site.figures(client).waiting())
                .isZero());
        return site.figures(client);
    }

    private long recordsOf(String app) {
        long records = 0;
        String query = "?limit=1000";
        while (query != null) {
            Answer page = tenant.logs(app, query);
            records += page.json().getJsonArray("logs").size();
            String next = page.json().getString("next");
            query = next == null ? null : "?limit=1000&cursor=" + next;
        }
        return records;
    }
}
