package balanza.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Client;
import balanza.e2e.site.FourJvms;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.Poll;
import balanza.e2e.site.RawClient;
import balanza.e2e.site.ServingNode;
import balanza.e2e.site.Sites;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ten thousand clients go away before they have their answer, and nothing is left of them. */
class AbortedClientsIT {
    private static final int CLIENTS = 10_000;
    private static final int AT_ONCE = 8;
    private static final int PIECE_BYTES = 1 << 16;
    private static final int STEP_SECONDS = 10;
    private static final Duration CANCELLED_WITHIN = Duration.ofSeconds(1);
    /** Connections to nodes are kept for four seconds. */
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(20);

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final FourJvms site = Sites.fourJvms();
    private final Client client = site.client();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final Map<String, CompletableFuture<Void>> expected = new ConcurrentHashMap<>();
    private final AtomicInteger atTheNode = new AtomicInteger();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void abortedClientsLeaveNothingBehind() {
        ServingNode node = nodes.serving(this::keepBusy);
        String app = Sites.tenantOf(site).newApp(node.port());
        abort(app, 40 * Abort.values().length); // So that all is open that stays open.
        settle(node, Integer.MAX_VALUE);
        int before = site.descriptors(FourJvms.BALANCER);

        abort(app, CLIENTS);

        Poll.until(CANCELLED_WITHIN, () -> assertThat(atTheNode).hasValue(0));
        settle(node, before);
        assertThat(client.balance(app, "/alive").body()).isEqualTo("alive");
    }

    private void settle(ServingNode node, int descriptors) {
        Poll.until(SETTLED_WITHIN, () -> {
            assertThat(site.health(FourJvms.BALANCER).get("/figures").json().getLong("in_flight"))
                    .isZero();
            assertThat(node.connections()).isZero();
            assertThat(site.descriptors(FourJvms.BALANCER)).isLessThanOrEqualTo(descriptors);
        });
    }

    private void abort(String app, int clients) {
        IntStream.range(0, clients)
                .mapToObj(i -> threads.submit(() -> abort(app, Abort.values()[i % Abort.values().length], "c" + i)))
                .toList()
                .forEach(AbortedClientsIT::await);
    }

    private void abort(String app, Abort abort, String id) {
        CompletableFuture<Void> busy = new CompletableFuture<>();
        expected.put(id, busy);
        RawClient connection = client.raw();
        connection.send(abort.request.formatted("/api/balance/" + app + "/" + id));
        switch (abort) {
            case WHILE_THE_NODE_THINKS, IN_AN_UPLOAD -> await(busy);
            case IN_A_DOWNLOAD -> connection.drain(30_000);
            case HALF_A_HEAD -> {}
        }
        if (id.hashCode() % 2 == 0) {
            connection.reset();
        } else {
            connection.close();
        }
        expected.remove(id);
    }

    /** Thinks for ever, reads as long as there is something, or sends without end, until the client is gone. */
    private void keepBusy(HttpServerRequest request) {
        if (request.path().equals("/alive")) {
            request.response().end("alive");
            return;
        }
        atTheNode.incrementAndGet();
        request.response().closeHandler(gone -> atTheNode.decrementAndGet());
        Handler<Object> busy = begun -> expected.getOrDefault(request.path().substring(1), new CompletableFuture<>())
                .complete(null);
        if (request.method().name().equals("POST")) {
            request.handler(busy::handle);
        } else if (request.query() == null) {
            busy.handle(request);
        } else {
            pour(request.response().setChunked(true));
        }
    }

    private static void pour(HttpServerResponse response) {
        response.write(Buffer.buffer(new byte[PIECE_BYTES]))
                .onSuccess(written -> Nodes.vertx().runOnContext(next -> pour(response)));
    }

    private static void await(Future<?> step) {
        try {
            step.get(STEP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** When a client goes away. */
    private enum Abort {
        HALF_A_HEAD("GET %s HTTP/1.1\r\nHost: balanza.test\r\nX-Half"),
        WHILE_THE_NODE_THINKS("GET %s HTTP/1.1\r\nHost: balanza.test\r\n\r\n"),
        IN_A_DOWNLOAD("GET %s?download HTTP/1.1\r\nHost: balanza.test\r\n\r\n"),
        IN_AN_UPLOAD("POST %s HTTP/1.1\r\nHost: balanza.test\r\nContent-Length: 1000000\r\n\r\nthe beginning");

        private final String request;

        Abort(String request) {
            this.request = request;
        }
    }
}
