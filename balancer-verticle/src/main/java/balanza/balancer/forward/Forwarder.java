package balanza.balancer.forward;

import balanza.balancer.routing.Policy;
import balanza.balancer.routing.Route;
import balanza.contract.ApiException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServerRequest;

/** Takes requests to nodes and answers back, streaming both. One for each event loop, on which it stays. */
public final class Forwarder {
    private final HttpClient client;
    private final Policy policy;
    private final Limits limits;

    /** @param client made with {@code limits}; owned by the caller */
    public Forwarder(HttpClient client, Policy policy, Limits limits) {
        this.client = client;
        this.policy = policy;
        this.limits = limits;
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
        return new Exchange(client, policy, limits, route, request, uri).run();
    }
}
