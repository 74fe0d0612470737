package balanza.e2e.site;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A request that is being put together. */
public final class Call {
    private static final int TIMEOUT_SECONDS = 20;
    private static final int MOST_AT_ONCE = 1_000;
    private static final WebClient HTTP = WebClient.create(
            Vertx.vertx(),
            new WebClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_1_1)
                    .setFollowRedirects(false)
                    .setConnectTimeout(5_000)
                    .setMaxHeaderSize(128 * 1024)
                    .setKeepAlive(false), // A test that kills what it talks to must not be told of an old connection.
            new PoolOptions().setHttp1MaxSize(MOST_AT_ONCE));

    private final HttpRequest<Buffer> request;
    private Buffer body = Buffer.buffer();

    Call(URI uri, String method) {
        request = HTTP.requestAbs(HttpMethod.valueOf(method), uri.toString());
    }

    /** With a token of this API. */
    public Call token(String token) {
        return header("Authorization", "JWT " + token);
    }

    /** With a header. */
    public Call header(String name, String value) {
        request.headers().add(name, value);
        return this;
    }

    /** With a JSON body, or what claims to be one. */
    public Call json(String text) {
        return header("Content-Type", "application/json").body(text);
    }

    /** With a body without a content type. */
    public Call body(String text) {
        body = Buffer.buffer(text);
        return this;
    }

    /** @throws IllegalStateException if no answer came */
    public Answer send() {
        try {
            var response = (body.length() == 0 ? request.send() : request.sendBuffer(body))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            String text = response.bodyAsString();
            return new Answer(response.statusCode(), response.headers(), text == null ? "" : text);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
