package balanza.standalone;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.OptionalLong;

/**
 * A node to try the balancer with: it tells what it was asked, and by its port which node it is.
 *
 * <p>{@code GET /status} and {@code /health} answer 200; {@code /status/{code}} answers that status, {@code /slow/{ms}}
 * after that many milliseconds (60,000 at most), {@code /bytes/{n}} with n bytes; anything else with the request as
 * JSON. Each answer names the node in {@code X-Node}.
 */
public final class SampleNode {

    private static final int MAX_SLOW_MILLIS = 60_000;
    private static final Buffer PIECE = Buffer.buffer("0123456789abcde\n".repeat(1024));

    private final Vertx vertx;
    private final HttpServer server;

    private SampleNode(Vertx vertx) {
        this.vertx = vertx;
        // Without the automatic "100 Continue" curl waits a second before it sends a large body.
        this.server = vertx.createHttpServer(new HttpServerOptions().setHandle100ContinueAutomatically(true))
                .requestHandler(this::answer);
    }

    /**
     * Starts a node.
     *
     * @param port 0 takes any free one
     * @return the node once it listens; fails with {@link StartException} if the address cannot be had
     */
    public static Future<SampleNode> start(Vertx vertx, String host, int port) {
        var node = new SampleNode(vertx);
        return node.server
                .listen(port, host)
                .map(node)
                .recover(e -> Future.failedFuture(new StartException(
                        "address: " + host + ":" + port + " (expected: a free port of this host)", e)));
    }

    /** The port it listens on. */
    public int port() {
        return server.actualPort();
    }

    /** Stops listening and drops the connections. */
    public Future<Void> close() {
        return server.close();
    }

    private void answer(HttpServerRequest request) {
        var response = request.response().putHeader("X-Node", String.valueOf(port()));
        var path = request.path() == null ? "" : request.path();
        if (path.equals("/status") || path.equals("/health")) {
            response.end("ok");
        } else if (path.startsWith("/status/")) {
            answerStatus(response, number(path.substring("/status/".length())));
        } else if (path.startsWith("/slow/")) {
            answerSlowly(response, number(path.substring("/slow/".length())));
        } else if (path.startsWith("/bytes/")) {
            answerBytes(request, number(path.substring("/bytes/".length())));
        } else {
            Echo.of(request).onSuccess(echo -> response.putHeader("Content-Type", "application/json")
                    .end(echo.put("node", String.valueOf(port())).encodePrettily() + "\n"));
        }
    }

    private static void answerStatus(HttpServerResponse response, OptionalLong code) {
        boolean known = code.isPresent() && code.getAsLong() > 100 && code.getAsLong() < 600;
        response.setStatusCode(known ? (int) code.getAsLong() : 400).end();
    }

    private void answerSlowly(HttpServerResponse response, OptionalLong millis) {
        if (millis.isEmpty() || millis.getAsLong() > MAX_SLOW_MILLIS) {
            response.setStatusCode(400).end();
            return;
        }
        var timer = vertx.timer(Math.max(1, millis.getAsLong()));
        timer.onSuccess(fired -> response.end("after " + millis.getAsLong() + " ms\n"));
        response.closeHandler(gone -> timer.cancel());
    }

    private static void answerBytes(HttpServerRequest request, OptionalLong count) {
        var response = request.response();
        if (count.isEmpty()) {
            response.setStatusCode(400).end();
            return;
        }
        response.putHeader("Content-Length", String.valueOf(count.getAsLong()));
        if (request.method().name().equals("HEAD")) {
            response.end();
        } else {
            pour(response, count.getAsLong());
        }
    }

    private static void pour(HttpServerResponse response, long count) {
        long left = count;
        while (left > 0 && !response.writeQueueFull()) {
            int size = (int) Math.min(left, PIECE.length());
            response.write(PIECE.slice(0, size));
            left -= size;
        }
        if (left == 0) {
            response.end();
        } else {
            long rest = left;
            response.drainHandler(drained -> pour(response, rest));
        }
    }

    private static OptionalLong number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
