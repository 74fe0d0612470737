package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Nodes;
import balanza.e2e.site.Poll;
import balanza.e2e.site.SecureSite;
import balanza.e2e.site.ServingNode;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.Unique;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SelfSignedCertificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes over TLS, checked and asked only if somebody vouches for their certificates. */
class HttpsNodesIT {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final SecureSite site = SecureSite.open();
    private final Tenant tenant = site.tenant();
    private final SelfSignedCertificate ofStrangers = SelfSignedCertificate.create("localhost");

    @AfterEach
    void delete() {
        ofStrangers.delete();
    }

    @Test
    void aNodeWhoseCertificateSomebodyVouchesForIsSpokenToOverTls() {
        ServingNode node = nodes.servingOverTls(
                site.ofNodes(), request -> request.response().end(request.isSSL() ? "secret" : "plain"));
        String app = appOverTls(node);

        Poll.until(LIMIT, () -> assertThat(tenant.state(app, node.port())).isEqualTo("up"));

        assertThat(site.client().balance(app, "/").body()).isEqualTo("secret");
    }

    @Test
    void aNodeWhoseCertificateNobodyVouchesForGetsNothing() {
        CompletableFuture<String> leaked = new CompletableFuture<>();
        ServingNode node = nodes.servingOverTls(ofStrangers, request -> leaked.complete(request.uri()));
        String app = appOverTls(node);
        tenant.configure(app, new JsonObject().put("failOpen", true));

        Poll.until(LIMIT, () -> assertThat(tenant.state(app, node.port())).isEqualTo("down"));

        assertThat(site.client().balance(app, "/").failure()).isEqualTo("412/04");
        assertThat(leaked).isNotDone();
    }

    private String appOverTls(ServingNode node) {
        String app = Unique.name("app");
        JsonObject described = new JsonObject(Tenant.node(node.port()))
                .put("host", "localhost")
                .put("scheme", "https");
        assertThat(tenant.call("POST", "/api/apps/" + app)
                        .json(described.encode())
                        .send()
                        .success())
                .isEqualTo("201 " + app);
        return app;
    }
}
