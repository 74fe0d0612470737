package balanza.balancer;

import static balanza.balancer.GuardedServer.guard;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A client's connection on which a WebSocket was asked for. */
class GuardedTunnelTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String UPGRADE =
            "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

    @Test
    void holdsBackWhatComesBeforeTheTunnel() throws Exception {
        try (var server =
                        GuardedServer.handling(request -> request.toNetSocket().onSuccess(tunnel -> {
                            tunnel.handler(tunnel::write);
                            guard(request).tunnel();
                        }));
                var client = server.connect()) {
            client.send(UPGRADE + "early\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 101 Switching Protocols\r\n");
            assertThat(client.text(9)).isEqualTo("early\r\n\r\n");
            client.send("late\u0000\u00ff\n");
            assertThat(client.text(7)).isEqualTo("late\u0000\u00ff\n");
        }
    }

    @Test
    void stopsReadingUntilThereIsATunnel() throws Exception {
        var total = 64 * 1024 * 1024;
        var open = new CompletableFuture<Runnable>();
        var came = new AtomicLong();
        var all = new CompletableFuture<Void>();
        try (var server = GuardedServer.handling(request -> {
                    var loop = Vertx.currentContext();
                    open.complete(
                            () -> loop.runOnContext(now -> request.toNetSocket().onSuccess(tunnel -> {
                                tunnel.handler(bytes -> {
                                    if (came.addAndGet(bytes.length()) == total) {
                                        all.complete(null);
                                    }
                                });
                                guard(request).tunnel();
                            })));
                });
                var client = server.connect()) {
            client.send(UPGRADE);
            var written = new AtomicLong();
            var sending = CompletableFuture.runAsync(() -> sendAll(client, total, written));
            assertThat(Soon.still(written)).isLessThan(total / 2);

            open.get(10, TimeUnit.SECONDS).run();
            all.get(10, TimeUnit.SECONDS);
            sending.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void takesWhatFollowsForTheNextRequestIfThereIsNoTunnel() throws Exception {
        var refused = new AtomicReference<Throwable>();
        try (var server = GuardedServer.handling(request -> {
                    guard(request).noTunnel();
                    try {
                        guard(request).tunnel();
                    } catch (IllegalStateException e) {
                        refused.set(e);
                    }
                    request.response().end(request.headers().contains("Upgrade") ? "no" : "hello");
                });
                var client = server.connect()) {
            client.send(UPGRADE + GET);
            assertThat(client.answer().body()).isEqualTo("no");
            assertThat(client.answer().body()).isEqualTo("hello");
            assertThat(refused.get()).isNotNull();
        }
    }

    private static void sendAll(Wire client, int total, AtomicLong written) {
        var piece = new byte[64 * 1024];
        try {
            for (int sent = 0; sent < total; sent += piece.length) {
                client.send(piece);
                written.addAndGet(piece.length);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
