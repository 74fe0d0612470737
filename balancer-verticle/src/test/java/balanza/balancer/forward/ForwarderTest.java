package balanza.balancer.forward;

import static balanza.balancer.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.balancer.TestVertx;
import balanza.balancer.routing.Route;
import balanza.balancer.routing.RoutingTable;
import balanza.balancer.wire.AnswerGuard;
import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.Endpoint;
import balanza.contract.Node;
import balanza.contract.NodeId;
import balanza.contract.NodeState;
import balanza.contract.UserId;
import balanza.names.Resolver;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The limit on waiting for an answer, made short; and what is left in flight. */
class ForwarderTest {
    private static final Duration LIMIT = Duration.ofMillis(300);

    private final Vertx vertx = TestVertx.open();
    private final Context loop = vertx.getOrCreateContext();
    private final HttpClient client = vertx.createHttpClient();
    private final Resolver names = new Resolver(vertx);
    private final LongAdder inFlight = new LongAdder();
    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        names.close();
        soon(vertx.close());
        assertThat(inFlight.sum()).isZero();
    }

    @Test
    void aNodeThatDoesNotAnswerInTimeIsGivenUp() {
        var route = route(node(this::silent), node(this::silent));

        assertThat(status(route, HttpMethod.POST, "")).isEqualTo(504);
        assertThat(status(route, HttpMethod.POST, "body")).isEqualTo(504);
        assertThat(seen).containsExactly("POST", "POST");
        assertThat(status(route, HttpMethod.GET, "")).isEqualTo(412);
        assertThat(seen).containsExactly("POST", "POST", "GET", "GET");
        assertThat(route.targets()).allMatch(target -> target.inFlight() == 0);
    }

    @Test
    void anAnswerThatHasBegunMayTakeItsTime() {
        var route = route(node(request -> request.body().onSuccess(body -> {
            request.response().setChunked(true).write("begun");
            vertx.setTimer(LIMIT.toMillis() * 2, later -> request.response().end(", ended"));
        })));
        for (var body : List.of("", "body")) {
            assertThat(soon(text(route, body))).hasToString("begun, ended");
        }
        assertThat(route.targets()).allMatch(target -> target.inFlight() == 0);
    }

    @Test
    void anAnswerMayBeginBeforeTheRequestHasEnded() {
        var port = forwarding(route(node(request -> {
            request.response().setChunked(true).write("begun");
            request.body()
                    .onSuccess(body -> vertx.setTimer(
                            LIMIT.toMillis() * 2, later -> request.response().end(", ended")));
        })));
        var request = soon(client.request(HttpMethod.POST, port, "127.0.0.1", "/"));
        var body = request.response().compose(answer -> {
            request.end();
            return answer.body();
        });
        request.setChunked(true).write("part");

        assertThat(soon(body)).hasToString("begun, ended");
    }

    private void silent(HttpServerRequest request) {
        seen.add(request.method().name());
    }

    private int status(Route route, HttpMethod method, String body) {
        return soon(ask(route, method, body)).statusCode();
    }

    private Future<HttpClientResponse> ask(Route route, HttpMethod method, String body) {
        var port = forwarding(route);
        return client.request(method, port, "127.0.0.1", "/").compose(request -> request.send(body));
    }

    /** Asks for the body on the event loop: from another thread it may come too late, and miss the beginning. */
    private Future<Buffer> text(Route route, String body) {
        return client.request(HttpMethod.POST, forwarding(route), "127.0.0.1", "/")
                .compose(request -> request.send(body).compose(HttpClientResponse::body));
    }

    /** A port before a forwarder, both on one event loop. */
    private int forwarding(Route route) {
        Promise<HttpServer> listening = Promise.promise();
        loop.runOnContext(here -> {
            var forwarder = new Forwarder(vertx, nodes(), names, patient(LIMIT), inFlight);
            vertx.createHttpServer()
                    .requestHandler(request -> forward(forwarder, route, request))
                    .listen(0, "127.0.0.1")
                    .onComplete(listening);
        });
        return soon(listening.future()).actualPort();
    }

    private static void forward(Forwarder forwarder, Route route, HttpServerRequest request) {
        var asked = new ClientRequest(request, "shop", "/", "shop.example", "id", TrustedProxies.NONE);
        forwarder.forward(route, asked).onSuccess(served -> {
            if (served.refusal() != null) {
                request.response()
                        .setStatusCode(served.refusal().error().status())
                        .end();
            }
        });
    }

    private HttpClient nodes() {
        return vertx.httpClientBuilder()
                .with(Limits.DEFAULT.client())
                .with(Limits.DEFAULT.pool())
                .withConnectHandler(AnswerGuard::install)
                .build();
    }

    private static Limits patient(Duration limit) {
        var usual = Limits.DEFAULT;
        return new Limits(
                usual.connect(),
                limit,
                usual.bodyStall(),
                usual.upgradedIdle(),
                usual.nodeKeepAlive(),
                usual.nodeRequests(),
                usual.appRequests(),
                usual.queue(),
                usual.queueWait());
    }

    private Node node(Handler<HttpServerRequest> handler) {
        var endpoint = new Endpoint("127.0.0.1", listening(handler));
        return new Node(NodeId.fresh(), endpoint, "/", NodeState.UP, Instant.EPOCH, null);
    }

    private int listening(Handler<HttpServerRequest> handler) {
        return soon(vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1"))
                .actualPort();
    }

    private static Route route(Node... nodes) {
        var table = new RoutingTable();
        table.apply(new App(AppId.fresh(), "shop", new UserId("owner"), Instant.EPOCH, 1, List.of(nodes)));
        return table.route("shop").orElseThrow();
    }
}
