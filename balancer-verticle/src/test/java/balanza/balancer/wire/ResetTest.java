package balanza.balancer.wire;

import static balanza.balancer.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.balancer.RawNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node's reset that is there, behind bytes, before the event loop has read any of them. */
class ResetTest {
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private final Loop loop = new Loop();
    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);

    @AfterEach
    void close() {
        loop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe"})
    void anAnswerThatIsBrokenOffIsNotWaitedFor(String half) throws Exception {
        try (var node = sendingAndGone(half)) {
            var answer = asked(node);

            assertThat(soon(answer.<Object>map(whole -> whole).recover(Future::succeededFuture)))
                    .isInstanceOf(Exception.class);
        }
    }

    @Test
    void aConnectionIsNotUsedAgain() throws Exception {
        try (var node = sendingAndGone(HELLO)) {
            assertThat(soon(asked(node))).isEqualTo("hello");

            assertThat(untilSent(node)).isEqualTo("hello");
            assertThat(node.connections()).isEqualTo(2);
        }
    }

    /** The answer to a request that is made again if it met the connection that is gone, and so was not sent. */
    private String untilSent(RawNode node) {
        return loop.on(() -> again(node));
    }

    private Future<String> again(RawNode node) {
        return loop.request(HttpMethod.GET, node.endpoint()).compose(request -> {
            var guard = AnswerGuard.of(request.connection());
            return request.send()
                    .compose(HttpClientResponse::body)
                    .map(Object::toString)
                    .recover(failure -> guard.touched() ? Future.failedFuture(failure) : again(node));
        });
    }

    /** What came of a request: the loop is held up from when the node has it until the node is gone. */
    private Future<String> asked(RawNode node) throws InterruptedException {
        Promise<String> body = Promise.promise();
        loop.on(() -> loop.request(HttpMethod.GET, node.endpoint()).onSuccess(request -> request.send()
                .compose(HttpClientResponse::body)
                .map(Object::toString)
                .onComplete(body)));
        node.seen();
        loop.on(() -> {
            go.countDown();
            await(gone);
            return Future.succeededFuture();
        });
        return body.future();
    }

    /** Sends that on its first connection, and breaks it off; answers on others. */
    private RawNode sendingAndGone(String bytes) throws IOException {
        return RawNode.playing((wire, self) -> {
            self.note(wire.head());
            if (self.connections() > 1) {
                wire.send(HELLO);
                wire.head();
            }
            await(go);
            wire.send(bytes);
            wire.reset();
            gone.countDown();
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
