package balanza.balancer.wire;

import static balanza.balancer.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import balanza.balancer.RawNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What whoever sends requests learns from the guard, and what becomes of a connection. */
class AnswerGuardTest {
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
    void aRequestIsTouchedWhenItIsSentAndNotBefore() throws Exception {
        var node = open(RawNode.answering(HELLO));
        for (int i = 0; i < 2; i++) {
            var before =
                    loop.on(() -> loop.request(HttpMethod.GET, node.endpoint()).compose(request -> {
                        var guard = AnswerGuard.of(request.connection());
                        var touched = guard.touched();
                        return request.send()
                                .compose(HttpClientResponse::body)
                                .map(body -> List.of(touched, guard.touched()));
                    }));
            assertThat(before).containsExactly(false, true);
        }
    }

    @Test
    void anAnswerThatIsNoneTellsWhy() throws Exception {
        var node = open(RawNode.answering("HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\n"));
        var told = loop.on(() -> loop.request(HttpMethod.GET, node.endpoint()).compose(request -> {
            var guard = AnswerGuard.of(request.connection());
            return request.send()
                    .map("answered")
                    .otherwise(failure -> guard.open() + " " + failure.getMessage() + " " + guard.malformed());
        }));
        assertThat(told).isEqualTo("false Its Content-Length is not a length Its Content-Length is not a length");
    }

    @Test
    void anAnswerThatIsOnlyCutShortIsNotMalformed() throws Exception {
        var node = open(RawNode.playing((wire, self) -> {
            wire.head();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
        }));
        var told = loop.on(() -> loop.request(HttpMethod.GET, node.endpoint()).compose(request -> {
            var guard = AnswerGuard.of(request.connection());
            return request.send()
                    .compose(HttpClientResponse::body)
                    .map("answered")
                    .otherwise(failure -> guard.open() + " " + guard.malformed());
        }));
        assertThat(told).isEqualTo("false null");
    }

    @Test
    void nothingOfAMalformedAnswerGetsThrough() throws Exception {
        var node = open(RawNode.answering("HTTP/1.1 200 OK\r\nX: 1\nContent-Length: 5\r\n\r\nhello"));
        assertThatThrownBy(() -> loop.get(node.endpoint())).hasMessage("A line of its head does not end with CR LF");
        assertThatThrownBy(() -> loop.get(node.endpoint())).hasMessage("A line of its head does not end with CR LF");
        assertThat(node.connections()).isEqualTo(2);
    }

    @Test
    void answersBeforeTheAnswerAreToldInOrder() throws Exception {
        var node = open(RawNode.answering("HTTP/1.1 100 Continue\r\n\r\n"
                + "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nLink: </b>\r\n\r\n" + HELLO));
        var told = new ArrayList<String>();
        var body = loop.on(() -> loop.request(
                        HttpMethod.GET,
                        node.endpoint(),
                        (status, headers) -> told.add(status + " " + headers.getAll("link")))
                .compose(HttpClientRequest::send)
                .compose(HttpClientResponse::body));

        assertThat(told).containsExactly("100 []", "103 [</a>, </b>]");
        assertThat(body).hasToString("hello");
    }

    /** Vert.x may still be busy with what came, as its client is slow. */
    @Test
    void anAnswerThatIsThereIsNotHarmedByAReset() throws Exception {
        var body = "x".repeat(20 * 8192);
        var other = open(RawNode.answering(HELLO));
        var node = open(RawNode.playing((wire, self) -> {
            wire.head();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            await(go);
            wire.reset();
            gone.countDown();
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
    }

    /** Netty takes any end of the connection for the end of such a body, ours too. */
    @Test
    void aBodyThatIsCutFromThisSideIsNotWhole() throws Exception {
        var node = open(RawNode.playing((wire, self) -> {
            wire.head();
            wire.send("HTTP/1.1 200 OK\r\n\r\nhalf");
            wire.rest();
        }));
        Promise<String> whole = Promise.promise();
        assertThatThrownBy(() -> loop.on(() -> loop.request(HttpMethod.GET, node.endpoint())
                        .compose(HttpClientRequest::send)
                        .compose(response -> {
                            Loop.gather(response, whole);
                            response.request().connection().close();
                            return whole.future();
                        })))
                .hasMessage("Connection was closed");
    }

    @Test
    void aNodeThatStopsReadingAndEndsIsGivenUpAtOnce() throws Exception {
        var node = open(RawNode.playing((wire, self) -> {
            wire.head();
            await(go);
            wire.endOutput();
            await(gone);
        }));
        assertThatThrownBy(() -> loop.on(() -> flood(node).compose(request -> {
                    go.countDown();
                    return request.response();
                })))
                .hasMessage("Connection was closed");
        gone.countDown();
    }

    @Test
    void aNodeThatStopsReadingCanBeGivenUpAtOnce() throws Exception {
        var node = open(RawNode.playing((wire, self) -> {
            wire.head();
            await(gone);
        }));
        loop.on(() -> flood(node).compose(request -> {
            AnswerGuard.of(request.connection()).cut();
            Promise<Void> closed = Promise.promise();
            request.connection().closeHandler(closed::complete);
            return closed.future();
        }));
        gone.countDown();
    }

    /** A request of which more is written than the node will take. */
    private Future<HttpClientRequest> flood(RawNode node) {
        return loop.request(HttpMethod.POST, node.endpoint()).map(request -> {
            request.exceptionHandler(expected -> {}).setChunked(true);
            while (!request.writeQueueFull()) {
                request.write("x".repeat(100_000));
            }
            return request;
        });
    }

    @Test
    void anAnswerIsAwaitedForOneRequestAtATime() throws Exception {
        var node = open(RawNode.playing((wire, self) -> wire.rest()));
        var failure =
                loop.on(() -> loop.request(HttpMethod.GET, node.endpoint()).compose(request -> {
                    request.exceptionHandler(expected -> {});
                    return request.end().map(sent -> {
                        try {
                            AnswerGuard.of(request.connection()).begin(HttpMethod.GET, false, (status, headers) -> {});
                            return "begun";
                        } catch (IllegalStateException e) {
                            return e.getMessage();
                        }
                    });
                }));
        assertThat(failure).isEqualTo("The answer to another request is still to come");
    }

    @Test
    void anAnswerThatIsGivenUpInItsMiddleIsNotMalformed() throws Exception {
        var node = open(RawNode.answering(HELLO));
        var told = loop.on(() -> loop.request(HttpMethod.GET, node.endpoint()).compose(request -> {
            var guard = AnswerGuard.of(request.connection());
            return request.send()
                    .compose(response -> {
                        guard.cut();
                        return response.body();
                    })
                    .map("answered")
                    .otherwise(failure -> failure.getMessage() + ", " + guard.malformed());
        }));
        assertThat(told).isEqualTo("Connection was closed, null");
    }

    /** The two of them must agree, or one answer is read in two ways. */
    @Test
    void anAnswerWhoseEndTheDecoderDoesNotSeeIsNone() throws Exception {
        var node = open(RawNode.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"));
        assertThatThrownBy(() -> loop.on(() -> loop.request(HttpMethod.HEAD, node.endpoint())
                        .compose(request -> request.setMethod(HttpMethod.GET).send())
                        .compose(HttpClientResponse::body)))
                .hasMessage("The decoder does not see its end");
    }

    @Test
    void aTunnelIsLeftAlone() throws Exception {
        var node = open(RawNode.playing((wire, self) -> {
            wire.head();
            wire.send("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\nnot HTTP\n");
            wire.send(wire.text(5));
        }));
        var seen = new StringBuilder();
        var end = loop.on(() -> loop.tunnel(node.endpoint()).map(socket -> {
            var closed = io.vertx.core.Promise.<Void>promise();
            socket.handler(seen::append).closeHandler(closed::complete).write("hello");
            return closed.future();
        }));
        soon(end);

        assertThat(seen).hasToString("not HTTP\nhello");
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
