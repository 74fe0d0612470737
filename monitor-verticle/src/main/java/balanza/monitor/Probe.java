package balanza.monitor;

import balanza.contract.Endpoint;
import balanza.contract.Scheme;
import balanza.monitor.Outcome.Failed;
import balanza.monitor.Outcome.Passed;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One check of one node: of the first of its addresses that takes a connection. What else the node says than its status is
 * read, up to a bound, and thrown away.
 *
 * <p>Not over a WebClient: that one reads an endless body to its end, since it cannot give up a response it has begun.
 */
final class Probe {
    private static final int MOST_BODY_BYTES = 64 * 1024;

    private final ProbeClients clients;
    private final WatchedNode node;
    private final String statusPath;
    private final CheckSettings settings;
    private final Promise<Outcome> outcome;

    /** @param outcome if it is completed by somebody else, the probe ends */
    Probe(ProbeClients clients, WatchedNode node, Promise<Outcome> outcome) {
        this.clients = clients;
        this.node = node;
        this.statusPath = node.statusPath();
        this.settings = node.settings();
        this.outcome = outcome;
    }

    /** @param all the addresses of the node's host */
    void begin(List<InetAddress> all) {
        attempt(node.addresses().order(all).iterator());
    }

    private void attempt(Iterator<InetAddress> addresses) {
        if (outcome.future().isComplete()) {
            return;
        }
        InetAddress address = addresses.next();
        clients.request(options(address), settings.timeout())
                .onSuccess(this::ask)
                .onFailure(failure -> {
                    // The other failures come after the connection, and are the node's answer of sorts.
                    boolean unreached = failure instanceof SocketException;
                    if (unreached) {
                        node.addresses().failed(address);
                    }
                    if (unreached && addresses.hasNext()) {
                        attempt(addresses);
                    } else {
                        fail(failure);
                    }
                });
    }

    private void ask(HttpClientRequest request) {
        // Whatever there is still to come: once the outcome is known, nobody wants it.
        outcome.future().onComplete(known -> request.reset());
        // Without a handler of its own, each node that speaks no HTTP would be an error in our log.
        request.connection().exceptionHandler(this::fail);
        if (!outcome.future().isComplete()) {
            request.send().onSuccess(this::read).onFailure(this::fail);
        }
    }

    private void read(HttpClientResponse response) {
        response.exceptionHandler(this::fail);
        int status = response.statusCode();
        if (!settings.statuses().accept(status)) {
            outcome.tryComplete(new Failed("status " + status + " (expected: " + settings.statuses() + ")"));
            return;
        }
        AtomicLong bytes = new AtomicLong();
        response.handler(chunk -> {
            if (bytes.addAndGet(chunk.length()) > MOST_BODY_BYTES) {
                outcome.tryComplete(new Passed(status));
            }
        });
        response.endHandler(end -> outcome.tryComplete(new Passed(status)));
    }

    private void fail(Throwable failure) {
        outcome.tryComplete(Reasons.of(failure));
    }

    /** Connects to the address, and speaks to the host. */
    private RequestOptions options(InetAddress address) {
        Endpoint endpoint = node.endpoint();
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, endpoint.port())))
                .setHost(endpoint.host())
                .setPort(endpoint.port())
                .setSsl(node.scheme() == Scheme.HTTPS)
                .setURI(statusPath)
                .setFollowRedirects(false)
                .putHeader("Host", endpoint.toString())
                .putHeader("User-Agent", "balanza-monitor");
    }
}
