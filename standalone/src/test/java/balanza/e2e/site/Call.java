package balanza.e2e.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A request that is being put together. */
public final class Call {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final HttpRequest.Builder request;
    private final String method;
    private HttpRequest.BodyPublisher body = BodyPublishers.noBody();

    Call(URI uri, String method) {
        request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20));
        this.method = method;
    }

    /** With a token of this API. */
    public Call token(String token) {
        return header("Authorization", "JWT " + token);
    }

    /** With a header. */
    public Call header(String name, String value) {
        request.header(name, value);
        return this;
    }

    /** With a JSON body, or what claims to be one. */
    public Call json(String text) {
        return header("Content-Type", "application/json").body(text);
    }

    /** With a body without a content type. */
    public Call body(String text) {
        body = BodyPublishers.ofString(text);
        return this;
    }

    /** @throws UncheckedIOException if no answer came */
    public Answer send() {
        try {
            var response = HTTP.send(request.method(method, body).build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
