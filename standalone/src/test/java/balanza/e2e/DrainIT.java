package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Answer;
import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.Poll;
import balanza.e2e.site.RawClient;
import balanza.e2e.site.ServingNode;
import balanza.e2e.site.Tenant;
import balanza.e2e.site.TestNode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who removes a node can wait until nothing is under way to it any more, whichever balancer it is under way from. */
@OverEveryDeployment
class DrainIT {
    private static final int LIMIT_SECONDS = 15;

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final CompletableFuture<HttpServerRequest> held = new CompletableFuture<>();
    private final Client asked;
    private final Client other;
    private final Tenant tenant;

    DrainIT(Deployment deployment) {
        List<Client> balancers = deployment.site().balancers();
        asked = balancers.get(0);
        other = balancers.get(balancers.size() - 1);
        tenant = deployment.tenant();
    }

    @Test
    void aNodeIsSafeToStopWhenWhatWasUnderWayIsDone() throws Exception {
        ServingNode leaving = nodes.serving(held::complete);
        String app = tenant.newApp(leaving.port());
        TestNode stays = nodes.saying("stays");

        try (RawClient client = other.raw()) {
            client.send("GET /api/balance/" + app + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            HttpServerRequest request = held.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            tenant.addNode(app, stays.port());
            CompletableFuture<Answer> drained =
                    CompletableFuture.supplyAsync(() -> tenant.at(asked).drainNode(app, leaving.port(), LIMIT_SECONDS));
            awaitRemoval(app, leaving);
            for (int i = 0; i < 20; i++) {
                assertThat(asked.balance(app, "/").body()).isEqualTo("stays");
            }
            assertThat(drained).isNotDone();

            Nodes.vertx().runOnContext(now -> request.response().end("finished"));

            assertThat(client.rest().body()).isEqualTo("finished");
            assertThat(drained.get(LIMIT_SECONDS, TimeUnit.SECONDS).json()).isEqualTo(told(leaving.port(), 0, true));
        }
    }

    @Test
    void whoDoesNotWantToWaitLongerIsToldWhatIsLeft() throws Exception {
        ServingNode leaving = nodes.serving(held::complete);
        String app = tenant.newApp(leaving.port());

        try (RawClient client = other.raw()) {
            client.send("GET /api/balance/" + app + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            HttpServerRequest request = held.get(LIMIT_SECONDS, TimeUnit.SECONDS);

            Answer answer = tenant.at(asked).drainNode(app, leaving.port(), 1);

            assertThat(answer.json()).isEqualTo(told(leaving.port(), 1, false));
            Nodes.vertx().runOnContext(now -> request.response().end("finished"));
            assertThat(client.rest().body()).isEqualTo("finished");
        }
    }

    @Test
    void aWebSocketIsUnderWayUntilItIsClosed() throws Exception {
        ServingNode leaving = nodes.webSocket(socket -> socket.textMessageHandler(socket::writeTextMessage));
        String app = tenant.newApp(leaving.port());
        WebSocketClient webSockets = Nodes.vertx().createWebSocketClient();
        WebSocket socket = webSockets
                .connect(other.base().getPort(), other.base().getHost(), "/api/balance/" + app)
                .await(LIMIT_SECONDS, TimeUnit.SECONDS);
        CompletableFuture<Answer> drained =
                CompletableFuture.supplyAsync(() -> tenant.at(asked).drainNode(app, leaving.port(), LIMIT_SECONDS));
        awaitRemoval(app, leaving);

        CompletableFuture<String> echo = new CompletableFuture<>();
        socket.textMessageHandler(echo::complete);
        socket.writeTextMessage("still there").await(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertThat(echo.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("still there");
        assertThat(drained).isNotDone();
        webSockets.close().await(LIMIT_SECONDS, TimeUnit.SECONDS);

        assertThat(drained.get(LIMIT_SECONDS, TimeUnit.SECONDS).json()).isEqualTo(told(leaving.port(), 0, true));
    }

    private void awaitRemoval(String app, ServingNode node) {
        Poll.until(Duration.ofSeconds(LIMIT_SECONDS), () -> assertThat(tenant.state(app, node.port()))
                .isEqualTo("none"));
    }

    private static JsonObject told(int port, int inFlight, boolean safeToStop) {
        return new JsonObject()
                .put("status_code", "200")
                .put("description", "127.0.0.1:" + port)
                .put("inFlight", inFlight)
                .put("safeToStop", safeToStop);
    }
}
