package balanza.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.FourJvms;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.Poll;
import balanza.e2e.site.ServingNode;
import balanza.e2e.site.Sites;
import balanza.e2e.site.Tenant;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.http.WebSocketClient;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket on which one side sends as fast as it can and the other reads nothing soon stands still: what is under way is
 * bounded, wherever it is kept. Once the other side reads, all of it arrives.
 */
class BackPressureIT {
    private static final Logger LOG = LoggerFactory.getLogger(BackPressureIT.class);
    private static final long BOUND_BYTES = 64L << 20;
    private static final int FRAME_BYTES = 1 << 16;
    /** As short as shows it; {@code -Dbalanza.standstill.seconds=60} for who wants to see it stand still for a minute. */
    private static final Duration STANDS_STILL = Duration.ofSeconds(Long.getLong("balanza.standstill.seconds", 3));

    private static final Duration LIMIT = STANDS_STILL.plusSeconds(30);

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final FourJvms site = Sites.fourJvms();
    private final Tenant tenant = Sites.tenantOf(site);
    private final WebSocketClient webSockets = Nodes.vertx().createWebSocketClient();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();

    @AfterEach
    void endWebSockets() throws Exception {
        webSockets.close().await(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aNodeThatReadsNothingStopsItsClient() throws Exception {
        CompletableFuture<WebSocketBase> reader = new CompletableFuture<>();
        String app =
                tenant.newApp(nodes.webSocket(socket -> read(socket, reader)).port());

        check(() -> pour(connect(app)), reader);
    }

    @Test
    void aClientThatReadsNothingStopsItsNode() throws Exception {
        CompletableFuture<WebSocketBase> reader = new CompletableFuture<>();
        ServingNode node = nodes.webSocket(this::pour);
        String app = tenant.newApp(node.port());

        check(() -> read(connect(app), reader), reader);
    }

    private void check(Poll.Claim begin, CompletableFuture<WebSocketBase> reader) throws Exception {
        long before = site.heapBytes(FourJvms.BALANCER);
        begin.check();
        WebSocketBase stopped = reader.get(LIMIT.toSeconds(), TimeUnit.SECONDS);

        awaitStandstill();

        long heap = site.heapBytes(FourJvms.BALANCER) - before;
        LOG.info("{} bytes under way, {} of them on the balancer's heap", sent, heap);
        assertThat(sent.get()).isBetween(1L, BOUND_BYTES);
        assertThat(heap).isLessThan(BOUND_BYTES);

        long underWay = sent.get();
        stopped.resume();
        Poll.until(LIMIT, () -> assertThat(received.get()).isGreaterThan(underWay));
    }

    private void awaitStandstill() {
        AtomicLong last = new AtomicLong(-1);
        AtomicLong since = new AtomicLong();
        Poll.until(LIMIT, () -> {
            long now = sent.get();
            if (last.getAndSet(now) != now) {
                since.set(System.nanoTime());
            }
            assertThat(Duration.ofNanos(System.nanoTime() - since.get())).isGreaterThan(STANDS_STILL);
        });
    }

    private WebSocket connect(String app) throws Exception {
        URI balancer = site.client().base();
        return webSockets
                .connect(balancer.getPort(), balancer.getHost(), "/api/balance/" + app + "/stream")
                .await(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private void read(WebSocketBase socket, CompletableFuture<WebSocketBase> reader) {
        socket.handler(bytes -> received.addAndGet(bytes.length()));
        socket.pause();
        reader.complete(socket);
    }

    private void pour(WebSocketBase socket) {
        sent.addAndGet(FRAME_BYTES);
        socket.writeBinaryMessage(Buffer.buffer(new byte[FRAME_BYTES]))
                .onSuccess(written -> Nodes.vertx().runOnContext(next -> pour(socket)));
    }
}
