package balanza.balancer.wire;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.balancer.RawNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which connections are used again, and that no answer is taken for another. */
class ReusedConnectionTest {
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private final Loop loop = new Loop();
    private final List<RawNode> nodes = new ArrayList<>();
    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);

    @AfterEach
    void close() throws IOException {
        loop.close();
        for (var node : nodes) {
            node.close();
        }
    }

    @Test
    void aConnectionIsUsedAgain() throws Exception {
        var node = open(RawNode.answering(HELLO));
        for (int i = 0; i < 5; i++) {
            assertThat(loop.get(node.endpoint())).isEqualTo("hello");
        }
        assertThat(node.connections()).isOne();
    }

    /** The end has come, and the event loop has not seen it: it is busy with the request. */
    @Test
    void aRequestIsNotWrittenIntoAConnectionThatTheNodeHasClosed() throws Exception {
        var node = open(RawNode.playing((wire, self) -> {
            self.note(wire.head());
            wire.send(HELLO);
            await(go);
            wire.close();
            gone.countDown();
        }));
        loop.get(node.endpoint());

        assertThat(untouched(node)).isInstanceOf(HttpClosedException.class);
        assertThat(node.unread()).isOne();
    }

    @Test
    void whatCameBeforeARequestIsNotItsAnswer() throws Exception {
        var node = open(RawNode.playing((wire, self) -> {
            self.note(wire.head());
            wire.send(HELLO);
            await(go);
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nPOISON");
            gone.countDown();
            self.note(wire.head());
        }));
        loop.get(node.endpoint());

        assertThat(untouched(node)).hasMessage("The node sent something before it was asked");
        assertThat(node.unread()).isOne();
    }

    @Test
    void aConnectionOnWhichSomethingCameWhileItWasIdleIsClosed() throws Exception {
        var node = open(RawNode.playing((wire, self) -> {
            wire.head();
            wire.send(HELLO);
            await(go);
            wire.send("x");
            wire.rest();
            gone.countDown();
        }));
        loop.get(node.endpoint());
        go.countDown();
        await(gone);

        assertThat(loop.get(node.endpoint())).isEqualTo("hello");
        assertThat(node.connections()).isEqualTo(2);
    }

    @Test
    void aConnectionIsNotUsedAgainAfterAnAnswerWithSomethingBehindIt() throws Exception {
        var node = open(RawNode.answering(HELLO + "POISON"));
        for (int i = 1; i <= 3; i++) {
            assertThat(loop.get(node.endpoint())).isEqualTo("hello");
            assertThat(node.connections()).isEqualTo(i);
        }
    }

    /** It is known not to belong to the answer long before the client has all of it. */
    @Test
    void aConnectionOnWhichSomethingCameWhileAClientWasSlowIsClosed() throws Exception {
        var body = "x".repeat(20 * 8192);
        var other = open(RawNode.answering(HELLO));
        var node = open(RawNode.playing((wire, self) -> {
            wire.head();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            await(go);
            wire.send("x");
            gone.countDown();
            wire.head();
            wire.send(HELLO);
        }));
        Promise<String> whole = Promise.promise();
        HttpClientResponse response = loop.on(() -> loop.request(HttpMethod.GET, node.endpoint())
                .compose(HttpClientRequest::send)
                .map(paused -> Loop.gather(paused.pause(), whole)));
        loop.get(other.endpoint()); // By now all of the body was read.
        go.countDown();
        await(gone);
        loop.get(other.endpoint());
        assertThat(loop.on(() -> {
                    response.resume();
                    return whole.future();
                }))
                .isEqualTo(body);

        assertThat(loop.get(node.endpoint())).isEqualTo(body);
        assertThat(node.connections()).isEqualTo(2);
    }

    /** Who waits for the connection gets it the moment the answer before is through. */
    @Test
    void whoWaitsForAConnectionDoesNotGetASpoiledOne() throws Exception {
        var node = open(RawNode.answering(HELLO + "POISON"));
        var all = loop.on(() -> {
            var bodies = new ArrayList<Future<String>>();
            for (int i = 0; i < 20; i++) {
                bodies.add(loop.request(HttpMethod.GET, node.endpoint())
                        .compose(HttpClientRequest::send)
                        .compose(HttpClientResponse::body)
                        .map(Object::toString));
            }
            return Future.all(bodies).map(done -> done.<String>list());
        });
        assertThat(all).hasSize(20).allMatch("hello"::equals);
        assertThat(node.connections()).isEqualTo(20);
    }

    /** Sends a request when the node has done what it does on {@link #go}; fails unless none of it was sent. */
    private Throwable untouched(RawNode node) {
        return loop.on(() -> loop.request(HttpMethod.POST, node.endpoint()).compose(request -> {
            go.countDown();
            await(gone);
            return request.send()
                    .<Throwable>map(answer -> new AssertionError("answered"))
                    .otherwise(failure -> {
                        assertThat(AnswerGuard.of(request.connection()).touched())
                                .isFalse();
                        return failure;
                    });
        }));
    }

    private RawNode open(RawNode node) {
        nodes.add(node);
        return node;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
