package balanza.runtime;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What connections are trusted to do, whichever transport drives them; what the machine lacks is not tried. */
class MendedTransportTest {
    private static final int LONG = 16 * 1024 * 1024;

    private interface Client {
        void at(int port) throws Exception;
    }

    /** On epoll, Netty loses such a client when it has nothing to send for a moment. */
    @ParameterizedTest
    @ValueSource(strings = {"io_uring", "epoll", "nio"})
    void aClientThatHasEndedItsSideMayReadSlowly(String name) throws Exception {
        var ended = new CountDownLatch(1);
        serve(
                name,
                socket -> {
                    var context = ((NetSocketInternal) socket).channelHandlerContext();
                    context.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
                    socket.handler(asked -> new Thread(() -> {
                                await(ended);
                                for (int i = 0; i < 16; i++) {
                                    socket.write(Buffer.buffer(new byte[LONG / 16]));
                                }
                            })
                            .start());
                },
                port -> {
                    try (var client = connect(port)) {
                        client.getOutputStream().write('?');
                        client.shutdownOutput();
                        pause(200);
                        ended.countDown();
                        pause(500);
                        assertThat(client.getInputStream().readNBytes(LONG)).hasSize(LONG);
                    }
                });
    }

    /** On io_uring, Netty lets some of them live on. */
    @ParameterizedTest
    @ValueSource(strings = {"io_uring", "epoll", "nio"})
    void aConnectionThatIsClosedWhileItIsReadHasEnded(String name) throws Exception {
        serve(
                name,
                socket -> socket.handler(asked -> {
                    socket.pause().handler(unwanted -> {});
                    socket.write("no").onComplete(told -> {
                        socket.resume();
                        socket.close();
                    });
                }),
                port -> {
                    for (int i = 0; i < 40; i++) {
                        try (var client = connect(port)) {
                            client.getOutputStream().write(new byte[200_000]);
                            assertThat(client.getInputStream().read()).isEqualTo('n');
                            client.getOutputStream().write(new byte[67]);
                            client.getInputStream().transferTo(OutputStream.nullOutputStream());
                        } catch (SocketTimeoutException e) {
                            throw new AssertionError("It lives on", e);
                        } catch (SocketException e) {
                            // Reset, as not all was read: that is an end, too.
                        }
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"io_uring", "epoll", "nio"})
    void aConnectionSendsAtOnceWhatItIsGiven(String name) throws Exception {
        var atOnce = new CompletableFuture<Boolean>();
        serve(
                name,
                socket -> atOnce.complete(((NetSocketInternal) socket)
                        .channelHandlerContext()
                        .channel()
                        .config()
                        .getOption(ChannelOption.TCP_NODELAY)),
                port -> {
                    try (var client = connect(port)) {
                        assertThat(atOnce.get(10, SECONDS)).as("%s", client).isTrue();
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"io_uring", "epoll"})
    void aConnectionIsServedByTheLoopThatTookIt(String name) throws Exception {
        var stays = new CompletableFuture<Boolean>();
        serve(
                name,
                socket -> {
                    Channel channel =
                            ((NetSocketInternal) socket).channelHandlerContext().channel();
                    stays.complete(channel.eventLoop() == channel.parent().eventLoop());
                },
                port -> {
                    try (var client = connect(port)) {
                        assertThat(stays.get(10, SECONDS)).as("%s", client).isTrue();
                    }
                });
    }

    private static void serve(String name, Handler<NetSocket> server, Client client) throws Exception {
        var env = new Env(Map.of("TRANSPORT", name));
        var transport = Transport.from(env);
        assumeTrue(env.mistakes().isEmpty(), () -> String.valueOf(env.mistakes()));
        Vertx vertx = transport.build(VertxBuilder::build);
        try {
            var port = new CompletableFuture<Integer>();
            vertx.runOnContext(onAnEventLoop -> vertx.createNetServer()
                    .connectHandler(server)
                    .listen(0, "127.0.0.1")
                    .map(NetServer::actualPort)
                    .onSuccess(port::complete)
                    .onFailure(port::completeExceptionally));
            client.at(port.get(10, SECONDS));
        } finally {
            vertx.close().await(10, SECONDS);
        }
    }

    private static Socket connect(int port) throws IOException {
        var client = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setSoTimeout(5_000);
        return client;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void pause(long millis) throws InterruptedException {
        assertThat(new CountDownLatch(1).await(millis, MILLISECONDS)).isFalse();
    }
}
