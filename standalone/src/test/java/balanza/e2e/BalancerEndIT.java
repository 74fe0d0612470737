package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Client;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.OneJvm;
import balanza.e2e.site.Poll;
import balanza.e2e.site.RawClient;
import balanza.e2e.site.ServingNode;
import balanza.e2e.site.Tenant;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A balancer that is told to end, by SIGTERM, first says that it is not ready, and ends when it has finished. */
class BalancerEndIT {
    private static final int LIMIT_SECONDS = 15;

    @RegisterExtension
    final Nodes nodes = new Nodes();

    @Test
    void aBalancerServesOnWhileItSaysThatItIsNotReadyAndFinishesWhatItHasBegun() throws Exception {
        CompletableFuture<HttpServerRequest> held = new CompletableFuture<>();
        ServingNode node = nodes.serving(request -> {
            if (request.path().equals("/held")) {
                held.complete(request);
            } else {
                request.response().end("served");
            }
        });
        try (OneJvm site = OneJvm.open("end", Map.of())) {
            Client client = site.client();
            Tenant tenant = client.newTenant();
            String app = tenant.newApp(node.port());
            try (RawClient waiting = client.raw();
                    RawClient kept = client.raw()) {
                waiting.send("GET /api/balance/" + app + "/held HTTP/1.1\r\nHost: a\r\n\r\n");
                HttpServerRequest request = held.get(LIMIT_SECONDS, TimeUnit.SECONDS);
                assertThat(ask(kept, app)).doesNotContainIgnoringCase("connection: close");

                CompletableFuture<Integer> exitCode = CompletableFuture.supplyAsync(site::terminate);

                Poll.until(Duration.ofSeconds(LIMIT_SECONDS), () -> assertThat(
                                client.get("/api/health/ready").status())
                        .isEqualTo(503));
                assertThat(client.balance(app, "/").body()).isEqualTo("served");
                assertThat(ask(kept, app)).contains("200 OK");
                Poll.until(Duration.ofSeconds(LIMIT_SECONDS), () -> assertThat(refuses(client))
                        .isTrue());
                assertThat(exitCode).isNotDone();
                Nodes.vertx().runOnContext(now -> request.response().end("finished"));
                assertThat(waiting.rest().body()).isEqualTo("finished");
                assertThat(exitCode.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isZero();
            }
        }
    }

    private static String ask(RawClient connection, String app) {
        connection.send("GET /api/balance/" + app + "/ HTTP/1.1\r\nHost: a\r\n\r\n");
        return connection.readTo("served");
    }

    private static boolean refuses(Client client) {
        try (RawClient connection = client.raw()) {
            return connection == null;
        } catch (java.io.UncheckedIOException refused) {
            return true;
        }
    }
}
