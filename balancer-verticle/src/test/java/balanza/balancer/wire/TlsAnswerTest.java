package balanza.balancer.wire;

import static balanza.balancer.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import balanza.balancer.TestVertx;
import balanza.contract.Endpoint;
import io.netty.channel.Channel;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SelfSignedCertificate;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over TLS, an end that TLS does not vouch for may be anybody's (RFC 9112 section 9.8). */
class TlsAnswerTest {
    private static final String UNTIL_THE_END = "HTTP/1.1 200 OK\r\n\r\nhello";
    private static final String LENGTH = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    /** Making one takes a second. */
    private static final SelfSignedCertificate CERTIFICATE = SelfSignedCertificate.create();

    private final Vertx vertx = TestVertx.open();
    private final Loop loop =
            new Loop(new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false));
    private final AtomicInteger connections = new AtomicInteger();

    @AfterEach
    void close() {
        loop.close();
        soon(vertx.close());
    }

    @Test
    void aBodyThatEndsWithTheConnectionIsWholeIfTlsIsEnded() {
        var node = answering(UNTIL_THE_END, NetSocketInternal::close);
        assertThat(loop.get(node)).isEqualTo("hello");
    }

    @Test
    void aBodyThatEndsWithTheConnectionIsCutIfTlsIsNotEnded() {
        var node = answering(UNTIL_THE_END, TlsAnswerTest::endWithoutAWord);
        assertThatThrownBy(() -> loop.get(node)).hasMessage("Connection was closed");
    }

    @Test
    void aBodyWithALengthIsWholeHoweverTlsEnds() {
        var node = answering(LENGTH, TlsAnswerTest::endWithoutAWord);
        assertThat(loop.get(node)).isEqualTo("hello");
    }

    @Test
    void aConnectionIsUsedAgain() {
        var node = answering(LENGTH, open -> {});
        for (int i = 0; i < 5; i++) {
            assertThat(loop.get(node)).isEqualTo("hello");
        }
        assertThat(connections).hasValue(1);
    }

    @Test
    void aConnectionIsNotUsedAgainAfterAnAnswerWithSomethingBehindIt() {
        var node = answering(LENGTH + "POISON", open -> {});
        for (int i = 1; i <= 3; i++) {
            assertThat(loop.get(node)).isEqualTo("hello");
            assertThat(connections).hasValue(i);
        }
    }

    /** A node that answers whatever comes, and then does something with the connection. */
    private Endpoint answering(String answer, Handler<NetSocketInternal> then) {
        var server = vertx.createNetServer(
                        new NetServerOptions().setSsl(true).setKeyCertOptions(CERTIFICATE.keyCertOptions()))
                .connectHandler(client -> {
                    connections.incrementAndGet();
                    client.handler(request -> client.write(Buffer.buffer(answer))
                            .onSuccess(sent -> then.handle((NetSocketInternal) client)));
                });
        return new Endpoint("127.0.0.1", soon(server.listen(0, "127.0.0.1")).actualPort());
    }

    /** Closes the socket under TLS. */
    private static void endWithoutAWord(NetSocketInternal socket) {
        Channel channel = socket.channelHandlerContext().channel();
        channel.unsafe().close(channel.voidPromise());
    }
}
