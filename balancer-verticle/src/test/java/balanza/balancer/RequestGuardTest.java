package balanza.balancer;

import static balanza.balancer.GuardedServer.guard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What else a guard does for those behind it: answers before the answer, breaks, and no more at a time than they can take. */
class RequestGuardTest {
    private static final int KIB = 1024;
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String CHUNKED = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

    @Test
    void sendsAnAnswerBeforeTheAnswer() throws Exception {
        var fields = MultiMap.caseInsensitiveMultiMap()
                .add("Link", "</a>; rel=preload")
                .add("Link", "</b>")
                .add("Connection", "X-Mine, close")
                .add("X-Mine", "1")
                .add("Keep-Alive", "1")
                .add("Content-Length", "5")
                .add("Transfer-Encoding", "chunked")
                .add("X-Split", "a\r\nb: c")
                .add("X Y", "a");
        try (var server = GuardedServer.handling(request -> {
                    guard(request).interim(103, fields);
                    request.response().end("hello");
                    guard(request).interim(103, fields);
                });
                var client = server.connect()) {
            client.send(GET);
            assertThat(client.head())
                    .isEqualTo("HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\nLink: </b>\r\n\r\n");
            assertThat(client.answer().body()).isEqualTo("hello");
            client.send(GET.replace("1.1", "1.0"));
            assertThat(client.answer().body()).isEqualTo("hello");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void breaksAConnectionSoThatItShows() throws Exception {
        try (var server = GuardedServer.handling(request -> {
                    request.response().setChunked(true).write("part").onSuccess(sent -> guard(request)
                            .reset());
                });
                var client = server.connect()) {
            client.send(GET).head();
            assertThatExceptionOfType(SocketException.class).isThrownBy(() -> client.text(1_000));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\n", "1\r\nab", "1;\r\n"})
    void anAnswerUnderWayIsBrokenOffWithTheRequest(String rest) throws Exception {
        var failed = new CompletableFuture<Throwable>();
        try (var server = GuardedServer.handling(request -> {
                    request.exceptionHandler(failed::complete).endHandler(whole -> failed.complete(null));
                    request.handler(bytes -> {});
                    request.response().setChunked(true).write("part");
                });
                var client = server.connect()) {
            client.send(CHUNKED + "5\r\nhello\r\n").head();
            client.send(rest);
            assertThatExceptionOfType(SocketException.class).isThrownBy(() -> client.text(1_000));
            assertThat(failed.get(10, TimeUnit.SECONDS)).hasMessageStartingWith("chunk: ");
        }
    }

    @Test
    void aBrokenBodyIsToldIfThereIsNoAnswerYet() throws Exception {
        var failed = new CompletableFuture<Throwable>();
        try (var server = GuardedServer.handling(request -> {
                    guard(request).whenBroken(refusal -> request.response()
                            .setStatusCode(400)
                            .end(refusal.told().description()));
                    request.exceptionHandler(failed::complete).pause();
                });
                var client = server.connect()) {
            client.send(CHUNKED + "5\r\nhello\r\nx\r\n");
            assertThat(client.answer().body()).startsWith("chunk: malformed size");
            assertThat(client.rest()).isEmpty();
            assertThat(failed.get(10, TimeUnit.SECONDS)).hasMessageStartingWith("chunk: malformed size");
        }
    }

    @Test
    void doesNotRunAheadOfTheAnswers() throws Exception {
        var answerFirst = new CompletableFuture<Runnable>();
        var count = 20_000;
        var request = "GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(2 * KIB) + "\r\n\r\n";
        try (var server = GuardedServer.handling(asked -> {
                    var context = Vertx.currentContext();
                    if (!answerFirst.complete(
                            () -> context.runOnContext(now -> asked.response().end("hello")))) {
                        asked.response().end("hello");
                    }
                });
                var client = server.connect()) {
            var written = new AtomicLong();
            var sending = CompletableFuture.runAsync(() -> sendAll(client, request, count, written));
            assertThat(Soon.still(written)).isLessThan(count / 2);

            answerFirst.get().run();
            for (int i = 0; i < count; i++) {
                assertThat(client.answer().body()).isEqualTo("hello");
            }
            sending.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void noticesAClientThatIsGoneWhateverItSentAhead() throws Exception {
        var gone = new CompletableFuture<Void>();
        try (var server = GuardedServer.handling(request -> request.response().closeHandler(gone::complete))) {
            try (var client = server.connect()) {
                client.send(GET + GET + "GET / HT");
            }
            gone.get(10, TimeUnit.SECONDS);
        }
    }

    private static void sendAll(Wire client, String piece, int count, AtomicLong written) {
        try {
            for (int i = 0; i < count; i++) {
                client.send(piece);
                written.incrementAndGet();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
