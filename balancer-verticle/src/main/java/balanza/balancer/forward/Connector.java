package balanza.balancer.forward;

import balanza.balancer.routing.Target;
import balanza.balancer.wire.AnswerGuard;
import balanza.contract.Outcome;
import balanza.contract.Scheme;
import balanza.names.Addresses;
import balanza.names.Resolver;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** Gets connections to nodes: kept ones where there are any, most recently used first, else new ones. */
final class Connector {
    /** Kept connections that turn out to be closed before another is asked for in vain. */
    private static final int STALE_CONNECTIONS = 16;

    private final HttpClient client;
    private final Resolver names;

    /** Of nodes whose name has several; forgotten with the node. */
    private final Map<Target, Addresses> addresses = new WeakHashMap<>();

    Connector(HttpClient client, Resolver names) {
        this.client = client;
        this.names = names;
    }

    /**
     * Gets a connection, to any of the node's addresses.
     *
     * @param uri what will be asked for
     * @param timeoutMs for each address, in milliseconds
     * @return a request of which nothing has been sent; fails if no address takes a connection
     */
    Future<HttpClientRequest> connect(Target target, HttpMethod method, String uri, long timeoutMs) {
        RequestOptions options = new RequestOptions()
                .setHost(target.endpoint().host())
                .setPort(target.endpoint().port())
                .setSsl(target.scheme() == Scheme.HTTPS)
                .setMethod(method)
                .setURI(uri)
                .setConnectTimeout(timeoutMs);
        List<InetAddress> known = names.known(target.endpoint().host());
        return known != null
                ? any(known, target, options)
                : names.resolve(target.endpoint().host()).compose(found -> any(found, target, options));
    }

    private Future<HttpClientRequest> any(List<InetAddress> all, Target target, RequestOptions options) {
        if (all.size() == 1) {
            return open(at(all.get(0), target, options), STALE_CONNECTIONS);
        }
        Addresses turns = addresses.computeIfAbsent(target, first -> new Addresses());
        return next(turns.order(all).iterator(), turns, target, options);
    }

    private Future<HttpClientRequest> next(
            Iterator<InetAddress> left, Addresses turns, Target target, RequestOptions options) {
        InetAddress address = left.next();
        return open(at(address, target, options), STALE_CONNECTIONS).recover(failure -> {
            if (Failures.connecting(failure) != Outcome.TLS_FAILED) {
                turns.failed(address);
            }
            return left.hasNext() ? next(left, turns, target, options) : Future.failedFuture(failure);
        });
    }

    private static RequestOptions at(InetAddress address, Target target, RequestOptions options) {
        options.setServer(SocketAddress.inetSocketAddress(target.endpoint().port(), address.getHostAddress()));
        return options;
    }

    /** A kept connection may have been closed by the node since: then nothing was tried yet, and another is as good. */
    private Future<HttpClientRequest> open(RequestOptions options, int more) {
        return client.request(options).compose(connected -> {
            if (more == 0 || AnswerGuard.of(connected.connection()).isQuiet()) {
                return Future.succeededFuture(connected);
            }
            connected.exceptionHandler(closed -> {}); // Vert.x would log it as an error.
            return open(options, more - 1);
        });
    }
}
