package balanza.balancer.wire;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.balancer.RawNode;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client that fetches the answer after the node has long closed the connection gets all of it. The sizes are such that it
 * waits in each of the queues it may wait in: the response's, the connection's, the socket's.
 */
class SlowClientTest {
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private final Loop loop = new Loop();

    @AfterEach
    void close() {
        loop.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 16, 17, 18, 20, 23, 24, 25, 32, 64})
    void ofABodyThatEndsWithTheConnection(int pieces) throws Exception {
        var body = "x".repeat(pieces * 8192);
        assertThat(late("HTTP/1.1 200 OK\r\n\r\n" + body)).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 16, 17, 18, 20, 23, 24, 25, 32, 64})
    void ofABodyWithALength(int pieces) throws Exception {
        var body = "x".repeat(pieces * 8192);
        assertThat(late("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body))
                .isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 16, 17, 18, 20, 23, 24, 25, 32, 64})
    void ofABodyWithSomethingBehindIt(int pieces) throws Exception {
        var body = "x".repeat(pieces * 8192);
        assertThat(late("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body + HELLO))
                .isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 16, 17, 18, 20, 23, 24, 25, 32, 64})
    void ofABodyInChunks(int pieces) throws Exception {
        var chunk = "2000\r\n" + "x".repeat(8192) + "\r\n";
        assertThat(late("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(pieces) + "0\r\n\r\n"))
                .isEqualTo("x".repeat(pieces * 8192));
    }

    /** The body of {@code answer}, fetched when the node is through with it and the event loop has had time to notice. */
    private String late(String answer) throws IOException {
        try (var node = RawNode.playing((wire, self) -> {
                    wire.head();
                    wire.send(answer);
                    wire.close();
                    self.note("closed");
                });
                var other = RawNode.answering(HELLO)) {
            Promise<String> whole = Promise.promise();
            HttpClientResponse response = loop.on(() -> loop.request(HttpMethod.GET, node.endpoint())
                    .compose(HttpClientRequest::send)
                    .map(paused -> Loop.gather(paused.pause(), whole)));
            seen(node);
            loop.get(other.endpoint());
            return loop.on(() -> {
                response.resume();
                return whole.future();
            });
        }
    }

    private static void seen(RawNode node) {
        try {
            node.seen();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
