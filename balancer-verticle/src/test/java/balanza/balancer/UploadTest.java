package balanza.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies on their way to a node, and answers that come before their end. */
class UploadTest {
    private static final int MIB = 1024 * 1024;
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private static Balancer balancer;

    private final List<RawNode> nodes = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        balancer = Balancer.ready();
    }

    @AfterAll
    static void closeBalancer() {
        balancer.close();
    }

    @AfterEach
    void closeNodes() throws IOException {
        for (var node : nodes) {
            node.close();
        }
    }

    @Test
    void aBodyOfKnownLengthKeepsIt() throws Exception {
        var app = app((wire, node) -> {
            node.note(wire.head() + wire.text(11));
            wire.send(OK);
        });
        assertThat(balancer.ask(head("POST", app, "Content-Length: 11") + "hello world")
                        .body())
                .isEqualTo("hello");
        assertThat(nodes.get(0).seen())
                .contains("Content-Length: 11\r\n")
                .doesNotContainIgnoringCase("transfer-encoding")
                .endsWith("\r\n\r\nhello world");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE"})
    void aBodyOfUnknownLengthStaysSo(String method) throws Exception {
        var app = app((wire, node) -> {
            node.note(wire.head() + wire.chunks());
            wire.send(OK);
        });
        var body = "5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n";
        assertThat(balancer.ask(head(method, app, "Transfer-Encoding: chunked") + body)
                        .body())
                .isEqualTo("hello");
        assertThat(nodes.get(0).seen())
                .doesNotContainIgnoringCase("content-length")
                .endsWith("\r\n\r\nhello world");
    }

    /** A node may want to refuse it, or to make ready for it. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 11", "Transfer-Encoding: chunked"})
    void aHeadDoesNotWaitForItsBody(String framing) throws Exception {
        var app = app((wire, node) -> {
            node.note(wire.head());
            wire.rest();
        });
        try (var client = balancer.connect()) {
            client.send(head("POST", app, framing));
            assertThat(nodes.get(0).seen()).containsIgnoringCase(framing + "\r\n");
        }
    }

    @Test
    void anEmptyBodyIsToldAsEmpty() throws Exception {
        var app = app((wire, node) -> {
            node.note(wire.head());
            wire.send(OK);
        });
        assertThat(balancer.ask(head("POST", app, "Content-Length: 0")).body()).isEqualTo("hello");
        assertThat(nodes.get(0).seen()).contains("Content-Length: 0\r\n").doesNotContain("chunked");
    }

    @Test
    void aNodeThatDoesNotReadHoldsTheClientBack() throws Exception {
        var mayRead = new CountDownLatch(1);
        var size = 64 * MIB;
        var app = app((wire, node) -> {
            wire.head();
            mayRead.await(10, TimeUnit.SECONDS);
            for (int i = 0; i < size / MIB; i++) {
                wire.text(MIB);
            }
            wire.send(OK);
        });
        var written = new AtomicLong();
        try (var client = balancer.connect()) {
            client.send(head("POST", app, "Content-Length: " + size));
            var sending = CompletableFuture.runAsync(() -> sendAll(client, size, written));

            assertThat(stillAfter(written)).isLessThan(size / 2);
            mayRead.countDown();
            sending.get(20, TimeUnit.SECONDS);
            assertThat(client.answer().body()).isEqualTo("hello");
        }
    }

    @Test
    void theNodesWishForTheBodyReachesTheClient() throws Exception {
        var app = app((wire, node) -> {
            node.note(wire.head());
            wire.send("HTTP/1.1 100 Continue\r\n\r\n");
            node.note(wire.text(5));
            wire.send(OK);
        });
        try (var client = balancer.connect()) {
            client.send(head("POST", app, "Content-Length: 5", "Expect: 100-continue"));
            assertThat(client.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(nodes.get(0).seen()).contains("Expect: 100-continue\r\n");

            client.send("hello");
            assertThat(client.answer().body()).isEqualTo("hello");
            assertThat(nodes.get(0).seen()).isEqualTo("hello");
        }
    }

    @Test
    void aNodeMayRefuseABodyBeforeItIsSent() throws Exception {
        var app = app((wire, node) -> {
            while (wire.head().startsWith("GET")) {
                wire.send(OK);
            }
            wire.send("HTTP/1.1 417 No\r\nContent-Length: 4\r\n\r\nnope");
            node.note(wire.rest());
        });
        try (var client = balancer.connect()) {
            client.send(head("POST", app, "Content-Length: 5", "Expect: 100-continue"));
            assertThat(client.answer().body()).isEqualTo("nope");
            for (int i = 0; i < 8; i++) { // Whatever the event loop, the next client must not land in that body.
                assertThat(balancer.ask(head("GET", app)).body()).isEqualTo("hello");
            }
            assertThat(client.rest()).isEmpty();
        }
        assertThat(nodes.get(0).seen()).isEmpty();
    }

    /** And ends the node's connection, which on io_uring it did not each time. */
    @RepeatedTest(20)
    void anEarlyAnswerReachesAClientThatIsStillSending() throws Exception {
        var app = app((wire, node) -> {
            wire.head();
            wire.send("HTTP/1.1 413 Too Much\r\nContent-Length: 4\r\n\r\nstop");
            node.note(wire.rest());
        });
        try (var client = balancer.connect()) {
            client.send(head("POST", app, "Content-Length: " + 1_000 * MIB));
            client.send(new byte[MIB / 2]);
            var answer = client.answer();
            assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 413 Too Much");
            assertThat(answer.body()).isEqualTo("stop");
            assertThat(client.rest()).isEmpty();
        }
        nodes.get(0).seen();
    }

    /** A node that does not want a body may say so and go, without having read what is on its way. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 67108864", "Transfer-Encoding: chunked"})
    @SuppressWarnings("try") // Closing the client is part of the test.
    void anAnswerIsNotLostToTheResetBehindIt(String framing) throws Exception {
        var full = new CountDownLatch(1);
        var app = app((wire, node) -> {
            wire.head();
            full.await(10, TimeUnit.SECONDS);
            wire.send("HTTP/1.1 413 Too Much\r\nContent-Length: 4\r\n\r\nstop");
            wire.reset();
        });
        var written = new AtomicLong();
        try (var client = balancer.connect()) {
            client.send(head("POST", app, framing) + (framing.startsWith("T") ? "4000000\r\n" : ""));
            var sending = CompletableFuture.runAsync(() -> sendAll(client, 64 * MIB, written));
            stillAfter(written);
            full.countDown();
            assertThat(client.answer().body()).isEqualTo("stop");
            client.close();
            assertThat(sending).failsWithin(10, TimeUnit.SECONDS);
        }
    }

    /** On io_uring a connection that is closed while it is read has lived on now and then. */
    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void aRefusedUploadsConnectionEnds(String lane) throws Exception {
        try (var own = Balancer.ready(Map.of("FAST_LANE", lane))) {
            for (int i = 0; i < 30; i++) {
                refuseUpload(own, own.app(RawNode.refusing()));
            }
        }
    }

    private static void refuseUpload(Balancer balancer, String app) throws IOException {
        try (var client = balancer.connect()) {
            client.send(head("PATCH", app) + head("POST", app, "Content-Length: 204800") + "x".repeat(204_800));
            assertThat(client.answer().status()).isEqualTo(412);
            assertThat(client.answer().status()).isEqualTo(412);
            client.send(head("DELETE", app, "Content-Length: 0"));
            assertThat(client.rest()).isEmpty();
        }
    }

    private static void sendAll(Wire client, int size, AtomicLong written) {
        try {
            for (int i = 0; i < size / MIB; i++) {
                client.send(new byte[MIB]);
                written.addAndGet(MIB);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The count, once it has not moved for half a second. */
    private static long stillAfter(AtomicLong count) throws Exception {
        for (; ; ) {
            var before = count.get();
            try {
                new CompletableFuture<Void>().get(500, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (count.get() == before) {
                    return before;
                }
            }
        }
    }

    private String app(RawNode.Script script) throws IOException {
        nodes.add(RawNode.playing(script));
        return balancer.app(nodes.get(nodes.size() - 1).endpoint());
    }

    private static String head(String method, String app, String... fields) {
        return method + " /api/balance/" + app + "/ HTTP/1.1\r\nHost: x\r\n" + String.join("\r\n", fields)
                + (fields.length == 0 ? "\r\n" : "\r\n\r\n");
    }
}
