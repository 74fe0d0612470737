package balanza.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import balanza.e2e.site.Deployment;
import balanza.e2e.site.Nodes;
import balanza.e2e.site.OverEveryDeployment;
import balanza.e2e.site.ServingNode;
import balanza.e2e.site.Tenant;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** WebSockets, RFC 6455, pass through: client and node notice nothing of the balancer between them. */
@OverEveryDeployment
class WebSocketIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MEBIBYTE = 1 << 20;
    private static final int FRAMES = 1_000;
    private static final int UNDER_WAY = 8;
    /** Where the length of a length changes, and around it. */
    private static final List<Integer> EDGES = List.of(1, 2, 124, 125, 126, 127, 65_534, 65_535, 65_536, MEBIBYTE);

    @RegisterExtension
    final Nodes nodes = new Nodes();

    private final WebSocketClient webSockets = Nodes.vertx()
            .createWebSocketClient(
                    new WebSocketClientOptions().setMaxFrameSize(MEBIBYTE).setMaxMessageSize(MEBIBYTE));
    private final BlockingQueue<Buffer> echoes = new LinkedBlockingQueue<>();
    private final URI balancer;
    private final Tenant tenant;

    WebSocketIT(Deployment deployment) {
        balancer = deployment.site().client().base();
        tenant = deployment.tenant();
    }

    @AfterEach
    void endWebSockets() throws TimeoutException {
        await(webSockets.close());
    }

    @Test
    void aThousandFramesOfEverySizeComeBackByteForByte() throws Exception {
        WebSocket socket = connect(echoing(), new WebSocketConnectOptions());
        socket.binaryMessageHandler(echoes::add);
        List<Buffer> frames = frames();

        for (int i = 0; i < FRAMES + UNDER_WAY; i++) {
            if (i < FRAMES) {
                await(socket.writeBinaryMessage(frames.get(i)));
            }
            if (i >= UNDER_WAY) {
                assertThat(nextEcho().getBytes())
                        .as("frame %d", i - UNDER_WAY)
                        .isEqualTo(frames.get(i - UNDER_WAY).getBytes());
            }
        }
    }

    @Test
    void pingsAndTextsAndTheReasonToClosePass() throws Exception {
        WebSocket socket = connect(echoing(), new WebSocketConnectOptions());
        CompletableFuture<String> text = new CompletableFuture<>();
        CompletableFuture<Buffer> pong = new CompletableFuture<>();
        CompletableFuture<String> closed = new CompletableFuture<>();
        socket.textMessageHandler(text::complete);
        socket.pongHandler(pong::complete);
        socket.closeHandler(end -> closed.complete(socket.closeStatusCode() + " " + socket.closeReason()));

        await(socket.writePing(Buffer.buffer("are you there")));
        await(socket.writeTextMessage("grüß dich"));

        assertThat(pong.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).hasToString("are you there");
        assertThat(text.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo("grüß dich");
        await(socket.writeTextMessage("go"));
        assertThat(closed.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo("4001 as you wish");
    }

    @Test
    void clientAndNodeAgreeOnASubprotocol() throws Exception {
        WebSocket socket = connect(
                echoing(),
                new WebSocketConnectOptions().addSubProtocol("mqtt").addSubProtocol(ServingNode.SUBPROTOCOL));

        assertThat(socket.subProtocol()).isEqualTo(ServingNode.SUBPROTOCOL);
    }

    @Test
    void aNodeThatWantsNoWebSocketSaysSoItself() {
        ServingNode node =
                nodes.serving(request -> request.response().setStatusCode(403).end("not here"));

        assertThatThrownBy(() -> connect(node, new WebSocketConnectOptions()))
                .isInstanceOfSatisfying(UpgradeRejectedException.class, refused -> assertThat(refused.getStatus())
                        .isEqualTo(403));
    }

    @Test
    void aClientIsToldThatItsNodeIsGone() throws Exception {
        ServingNode node = echoing();
        CompletableFuture<Void> told = new CompletableFuture<>();
        connect(node, new WebSocketConnectOptions()).closeHandler(told::complete);

        node.close();

        told.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aNodeIsToldThatItsClientIsGone() throws Exception {
        CompletableFuture<Void> told = new CompletableFuture<>();
        ServingNode node = nodes.webSocket(socket -> socket.closeHandler(told::complete));
        connect(node, new WebSocketConnectOptions());

        await(webSockets.close());

        told.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private ServingNode echoing() {
        return nodes.webSocket(socket -> {
            socket.binaryMessageHandler(socket::writeBinaryMessage);
            socket.textMessageHandler(text -> {
                if (text.equals("go")) {
                    socket.close((short) 4001, "as you wish");
                } else {
                    socket.writeTextMessage(text);
                }
            });
        });
    }

    private WebSocket connect(ServingNode node, WebSocketConnectOptions options) throws TimeoutException {
        options.setHost(balancer.getHost())
                .setPort(balancer.getPort())
                .setURI("/api/balance/" + tenant.newApp(node.port()) + "/socket?x=1");
        return await(webSockets.connect(options));
    }

    /** From 1 byte to a mebibyte, evenly by the logarithm. */
    private static List<Buffer> frames() {
        Random random = new Random(6455);
        List<Integer> sizes = new ArrayList<>(EDGES);
        while (sizes.size() < FRAMES) {
            sizes.add((int) Math.pow(MEBIBYTE, random.nextDouble()));
        }
        return sizes.stream()
                .map(size -> {
                    byte[] bytes = new byte[size];
                    random.nextBytes(bytes);
                    return Buffer.buffer(bytes);
                })
                .toList();
    }

    private Buffer nextEcho() throws InterruptedException {
        Buffer echo = echoes.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(echo).as("an echo").isNotNull();
        return echo;
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}
