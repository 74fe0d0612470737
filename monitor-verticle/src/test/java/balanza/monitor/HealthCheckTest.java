package balanza.monitor;

import static balanza.monitor.Samples.JAVAS_TRUST;
import static balanza.monitor.Samples.SETTINGS;
import static balanza.monitor.Samples.node;
import static balanza.monitor.Samples.watched;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.Endpoint;
import balanza.contract.NodeState;
import balanza.contract.Scheme;
import balanza.monitor.Outcome.Failed;
import balanza.monitor.Outcome.Passed;
import balanza.names.Resolver;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthCheckTest {
    private static final Buffer CHUNK = Buffer.buffer(new byte[16 * 1024]);

    private final Vertx vertx = TestVertx.open();
    private final HealthCheck check = new HealthCheck(vertx, new Resolver(vertx), JAVAS_TRUST.load());

    @AfterEach
    void close() throws Exception {
        check.close();
        vertx.close().await(10, SECONDS);
    }

    @Test
    void passesANodeThatAnswers200() throws Exception {
        var node = http(request -> request.response().end("fine"));

        assertThat(check(node)).isEqualTo(new Passed(200));
    }

    @Test
    void failsANodeThatAnswersAnythingElse() throws Exception {
        for (int status : new int[] {201, 204, 404, 500, 503}) {
            var node = http(request -> request.response().setStatusCode(status).end());

            assertThat(check(node)).isEqualTo(new Failed("status " + status + " (expected: 200)"));
        }
    }

    @Test
    void goesByTheStatusesThatTheAppAccepts() throws Exception {
        var node = http(request -> request.response()
                .setStatusCode(Integer.parseInt(request.path().substring(1)))
                .end());
        var settings = settings(Duration.ofSeconds(1), List.of("200-299", "304"));

        assertThat(check(node, "/204", settings)).isEqualTo(new Passed(204));
        assertThat(check(node, "/304", settings)).isEqualTo(new Passed(304));
        assertThat(check(node, "/404", settings)).isEqualTo(new Failed("status 404 (expected: 200-299, 304)"));
    }

    @Test
    void neverFollowsARedirect() throws Exception {
        BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        var node = http(request -> {
            asked.add(request.path());
            var response = request.response();
            (request.path().equals("/status") ? response.setStatusCode(302).putHeader("Location", "/fine") : response)
                    .end();
        });

        assertThat(check(node)).isEqualTo(new Failed("status 302 (expected: 200)"));
        assertThat(asked).containsExactly("/status");
    }

    @Test
    void failsANodeThatIsNotThere() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(check(new Endpoint("127.0.0.1", port))).isEqualTo(new Failed("connection refused"));
    }

    @Test
    void failsANodeThatNeverAnswersAndClosesTheConnection() throws Exception {
        Promise<Void> closed = Promise.promise();
        var node = http(request -> request.connection().closeHandler(closed::complete));

        assertThat(check(node)).isEqualTo(new Failed("no answer within 1 s"));
        closed.future().await(10, SECONDS);
    }

    @Test
    void waitsAsLongAsTheAppWants() throws Exception {
        var silent = http(request -> {});
        var slow =
                http(request -> vertx.setTimer(1_500, due -> request.response().end()));

        assertThat(check(silent, "/", settings(Duration.ofMillis(50), List.of("200"))))
                .isEqualTo(new Failed("no answer within 0.05 s"));
        assertThat(check(slow, "/", settings(Duration.ofSeconds(8), List.of("200"))))
                .isEqualTo(new Passed(200));
    }

    @Test
    void failsANodeWhoseAnswerDripsPastTheTimeout() throws Exception {
        Promise<Void> closed = Promise.promise();
        var node = http(request -> {
            request.connection().closeHandler(closed::complete);
            var response = request.response().setChunked(true);
            vertx.setPeriodic(20, tick -> response.write("."));
        });

        assertThat(check(node)).isEqualTo(new Failed("no answer within 1 s"));
        closed.future().await(10, SECONDS);
    }

    @Test
    void readsNoMoreThanAPartOfAnEndlessBody() throws Exception {
        Promise<Void> closed = Promise.promise();
        var node = http(request -> {
            request.connection().closeHandler(closed::complete);
            pour(request.response().setChunked(true));
        });

        assertThat(check(node)).isEqualTo(new Passed(200));
        closed.future().await(10, SECONDS);
    }

    @Test
    void failsANodeThatHangsUp() throws Exception {
        var before = tcp(NetSocket::close);
        var within = tcp(socket ->
                socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nfine").onComplete(sent -> socket.close()));

        assertThat(check(before)).isEqualTo(new Failed("connection closed before the answer's end"));
        assertThat(check(within)).isEqualTo(new Failed("connection closed before the answer's end"));
    }

    @Test
    void failsANodeThatDoesNotSpeakHttp() throws Exception {
        var node = tcp(socket -> socket.write("SSH-2.0-OpenSSH_9.6\r\n"));

        assertThat(check(node)).isEqualTo(new Failed("no valid HTTP answer"));
    }

    @Test
    void asksForThePathByteForByteAndSaysWhoItIs() throws Exception {
        BlockingQueue<String> heads = new LinkedBlockingQueue<>();
        var node = tcp(socket -> socket.handler(head -> {
            heads.add(head.toString());
            socket.write("HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 0\r\n\r\n");
        }));
        var path = "//x/%2e%2E/../a%2Fb;c?q=a+b%20&&x=http://y/%zz{}|\\\"<>^`";

        for (int i = 0; i < 2; i++) {
            assertThat(check(node, path, SETTINGS)).isEqualTo(new Passed(200));

            var lines = heads.poll(10, SECONDS).toLowerCase(Locale.ROOT).split("\r\n", -1);
            assertThat(lines)
                    .containsExactlyInAnyOrder(
                            "get " + path.toLowerCase(Locale.ROOT) + " http/1.1",
                            "host: " + node,
                            "user-agent: balanza-monitor",
                            "connection: close",
                            "",
                            "");
        }
    }

    private Outcome check(Endpoint node) throws Exception {
        return check(node, "/status", SETTINGS);
    }

    private Outcome check(Endpoint node, String statusPath, CheckSettings settings) throws Exception {
        return check.check(watched(node(Scheme.HTTP, node, statusPath, NodeState.UP), settings))
                .await(10, SECONDS);
    }

    private static CheckSettings settings(Duration timeout, List<String> statuses) {
        return new CheckSettings(SETTINGS.interval(), timeout, 2, 2, Statuses.of(statuses));
    }

    /** For as long as somebody takes it. */
    private static void pour(HttpServerResponse response) {
        response.write(CHUNK).onSuccess(taken -> pour(response));
    }

    private Endpoint http(Handler<HttpServerRequest> handler) throws Exception {
        var server = vertx.createHttpServer().requestHandler(handler);
        return new Endpoint(
                "127.0.0.1", server.listen(0, "127.0.0.1").await(10, SECONDS).actualPort());
    }

    private Endpoint tcp(Handler<NetSocket> handler) throws Exception {
        var server = vertx.createNetServer().connectHandler(handler);
        return new Endpoint(
                "127.0.0.1", server.listen(0, "127.0.0.1").await(10, SECONDS).actualPort());
    }
}
