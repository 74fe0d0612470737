package balanza.balancer.forward;

import balanza.contract.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetSocket;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket, once the node has agreed to it: bytes both ways, each no faster than the other side takes them, until either
 * side ends it.
 *
 * <p>Source: RFC 9110 section 7.8.
 */
final class Tunnel implements Watch.Step {
    private final ClientRequest request;
    private final HttpClientResponse answer;
    private final Patience patience;
    private final Promise<@Nullable Outcome> over = Promise.promise();

    private @Nullable Pump down;
    private @Nullable Pump up;

    Tunnel(ClientRequest request, HttpClientResponse answer, Patience patience) {
        this.request = request;
        this.answer = answer;
        this.patience = patience;
    }

    /** @return once both sides are closed: {@code null}, or why it was cut. Never fails */
    Future<@Nullable Outcome> run() {
        HttpServerResponse response = request.http().response();
        Headers.toClient(answer.headers(), response.headers());
        Headers.upgrade(response.headers());
        NetSocket node = answer.netSocket().pause();
        request.http()
                .toNetSocket()
                .onSuccess(client -> join(client, node))
                .onFailure(gone -> over.tryComplete(Outcome.CLIENT_GONE));
        return over.future().onComplete(done -> node.close());
    }

    /** From the node to the client, in bytes. */
    long bytes() {
        return down == null ? 0 : down.bytes();
    }

    @Override
    public void cut(Outcome reason) {
        over.tryComplete(reason);
    }

    @Override
    public void check(long now) {
        if (up != null && down != null && up.still(now, patience.idle()) && down.still(now, patience.idle())) {
            cut(Outcome.RESPONSE_STALLED);
        }
    }

    private void join(NetSocket client, NetSocket node) {
        down = new Pump(node, client);
        up = new Pump(client, node);
        down.run().onComplete(ended -> client.end());
        up.run().onComplete(ended -> node.end());
        client.closeHandler(closed -> over.tryComplete(null));
        node.closeHandler(closed -> client.end());
        over.future().onComplete(done -> client.close());
        request.tunnel(); // What the client has sent already comes now, to who is there to take it.
    }
}
