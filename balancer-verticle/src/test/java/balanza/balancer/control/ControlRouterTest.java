package balanza.balancer.control;

import static balanza.balancer.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.balancer.TestVertx;
import balanza.balancer.control.ControlCall.Reply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlRouterTest {
    private final Vertx vertx = TestVertx.open();

    @AfterEach
    void close() {
        soon(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5\r\n\r\nab", "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n"})
    void givesUpOnABodyThatDoesNotCome(String part) throws Exception {
        var answer = answerTo("POST /call HTTP/1.1\r\nHost: x\r\n" + part);

        assertThat(answer)
                .startsWith("HTTP/1.1 408 Request Timeout\r\n")
                .endsWith(
                        "{\"status_code\":\"408\",\"error\":\"08\",\"description\":\"The request did not come in time\"}");
    }

    @Test
    void doesNotGiveUpOnABodyThatIsThere() throws Exception {
        assertThat(answerTo("POST /call HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\nab"))
                .startsWith("HTTP/1.1 200 OK\r\n");
    }

    /** RFC 9110 section 9.3.2: with the fields that the same GET would have. */
    @Test
    void answersAHeadAsTheGetWithoutItsBody() throws Exception {
        var get = answerTo("GET /look HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        var head = answerTo("HEAD /look HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(get).startsWith("HTTP/1.1 200 OK\r\n").contains("content-length: ");
        assertThat(head).isEqualTo(get.substring(0, get.indexOf("\r\n\r\n") + 4));
    }

    /** All that comes until the connection is closed, with a quarter of a second for a body. */
    private String answerTo(String request) throws Exception {
        var router = new ControlRouter(vertx, Duration.ofMillis(250))
                .on(HttpMethod.POST, "/call", (ctx, deadline) -> Future.succeededFuture(Reply.done(200, "done")))
                .on(HttpMethod.GET, "/look", (ctx, deadline) -> Future.succeededFuture(Reply.done(200, "seen")))
                .router();
        var server = soon(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        try (var client = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
            client.setSoTimeout(10_000);
            client.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
