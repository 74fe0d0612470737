package balanza.balancer.wire;

import static balanza.balancer.Soon.soon;

import balanza.balancer.TestVertx;
import balanza.contract.Endpoint;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetSocket;
import java.io.Closeable;
import java.util.function.Supplier;

/** One event loop with one guarded client that has one connection to each node. */
final class Loop implements Closeable {
    private final Vertx vertx = TestVertx.open();
    private final Context context = vertx.getOrCreateContext();
    private final HttpClient client;

    Loop() {
        this(new HttpClientOptions());
    }

    Loop(HttpClientOptions options) {
        client = vertx.httpClientBuilder()
                .with(options)
                .with(new PoolOptions().setHttp1MaxSize(1))
                .withConnectHandler(Loop::guard)
                .build();
    }

    /** What comes of {@code work} on the event loop. */
    <T> T on(Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(go -> work.get().onComplete(promise));
        return soon(promise.future());
    }

    /** A request to {@code node}, begun and not sent. */
    Future<HttpClientRequest> request(HttpMethod method, Endpoint node) {
        return request(method, node, (status, headers) -> {});
    }

    Future<HttpClientRequest> request(HttpMethod method, Endpoint node, Interim interim) {
        return client.request(new RequestOptions()
                        .setMethod(method)
                        .setHost(node.host())
                        .setPort(node.port())
                        .setURI("/"))
                .map(request -> {
                    AnswerGuard.of(request.connection()).begin(method, false, interim);
                    return request;
                });
    }

    /** A connection that {@code node} has agreed to use for something else than HTTP. */
    Future<NetSocket> tunnel(Endpoint node) {
        return client.request(new RequestOptions()
                        .setHost(node.host())
                        .setPort(node.port())
                        .setURI("/")
                        .putHeader("Connection", "Upgrade")
                        .putHeader("Upgrade", "x"))
                .compose(request -> {
                    AnswerGuard.of(request.connection()).begin(HttpMethod.GET, true, (status, headers) -> {});
                    return request.connect();
                })
                .map(HttpClientResponse::netSocket);
    }

    /** The body of what {@code node} answers. */
    String get(Endpoint node) {
        return on(() -> request(HttpMethod.GET, node)
                .compose(HttpClientRequest::send)
                .compose(HttpClientResponse::body)
                .map(Object::toString));
    }

    /** Tells the body when it is whole, or fails as soon as it cannot become so. */
    static HttpClientResponse gather(HttpClientResponse response, Promise<String> whole) {
        var body = Buffer.buffer();
        return response.exceptionHandler(whole::tryFail)
                .handler(body::appendBuffer)
                .endHandler(end -> whole.tryComplete(body.toString()));
    }

    @Override
    public void close() {
        soon(vertx.close());
    }

    private static void guard(HttpConnection connection) {
        AnswerGuard.install(connection);
        connection.exceptionHandler(expected -> {});
    }
}
