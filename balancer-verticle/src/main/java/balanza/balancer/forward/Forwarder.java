package balanza.balancer.forward;

import balanza.balancer.routing.Route;
import balanza.contract.ApiException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** Takes requests to nodes and answers back, streaming both. One for each event loop, on which it stays. */
public final class Forwarder {
    private final HttpClient client;
    private final Duration answerBegins;

    /** @param client made with {@link Limits}; owned by the caller */
    public Forwarder(HttpClient client) {
        this(client, Limits.ANSWER_BEGINS);
    }

    Forwarder(HttpClient client, Duration answerBegins) {
        this.client = client;
        this.answerBegins = answerBegins;
    }

    /**
     * Tries one node and, where the retry rule allows, one other.
     *
     * @param request nothing of its body read yet
     * @param uri what the node is asked for: path and query, from {@code /}
     * @return once the answer is through; fails with an {@link ApiException} if there was none, and then nothing has been
     *     sent to the client yet
     */
    public Future<Served> forward(Route route, HttpServerRequest request, String uri) {
        return new Exchange(client, answerBegins, route, request, uri).run();
    }
}
