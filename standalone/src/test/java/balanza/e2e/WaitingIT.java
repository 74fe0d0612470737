package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Client;
import balanza.e2e.site.Deployment;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.RawAnswer;
import balanza.e2e.site.RawClient;
import balanza.e2e.site.RawNode;
import balanza.e2e.site.Tenant;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever keeps the balancer waiting is told so in the end. All waits pass at the same time, since they are long. */
class WaitingIT {
    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Test
    void whoeverKeepsTheBalancerWaitingIsToldSo() {
        List<CompletableFuture<String>> outcomes = new ArrayList<>();
        for (Deployment deployment : Deployment.values()) {
            Client client = deployment.site().client();
            Tenant tenant = deployment.tenant();
            RawNode silent = nodes.playing(peer -> peer.readTo("never sent"));
            String balance = "/api/balance/" + tenant.newApp(silent.port());
            outcomes.add(ask(client, "GET " + balance + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
            outcomes.add(ask(client, "POST " + balance + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
            outcomes.add(ask(
                    client,
                    "POST /api/users HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 10\r\nConnection: close\r\n\r\n{"));
        }
        try {
            Stream<String> told = outcomes.stream().map(CompletableFuture::join);
            assertThat(told).containsExactly("412/04", "504/05", "408/08", "412/04", "504/05", "408/08");
        } finally {
            threads.shutdownNow();
        }
    }

    private CompletableFuture<String> ask(Client client, String request) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (RawClient connection = client.raw()) {
                        RawAnswer answer = connection.send(request).rest();
                        return answer.status() + "/" + new JsonObject(answer.body()).getString("error");
                    }
                },
                threads);
    }
}
