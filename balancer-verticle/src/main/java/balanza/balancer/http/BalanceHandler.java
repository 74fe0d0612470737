package balanza.balancer.http;

import balanza.balancer.forward.Forwarder;
import balanza.balancer.forward.Headers;
import balanza.balancer.forward.Served;
import balanza.balancer.journal.Journal;
import balanza.balancer.routing.Route;
import balanza.balancer.routing.RoutingTable;
import balanza.contract.ApiError;
import balanza.contract.App;
import balanza.contract.ServedRequest;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The way into the data plane, {@code /api/balance/{app}/...}. Memory only: no bus, no JSON, no store on a request's way.
 */
public final class BalanceHandler implements BiConsumer<HttpServerRequest, RequestTarget> {
    /** What the targets of balance requests begin with; the app's name follows, raw. */
    static final String PREFIX = "/api/balance/";

    private final RoutingTable table;
    private final Forwarder forwarder;
    private final Journal journal;

    public BalanceHandler(RoutingTable table, Forwarder forwarder, Journal journal) {
        this.table = table;
        this.forwarder = forwarder;
        this.journal = journal;
    }

    @Override
    public void accept(HttpServerRequest request, RequestTarget asked) {
        String target = asked.pathAndQuery();
        int nameEnd = endOfName(target);
        String app = target.substring(PREFIX.length(), nameEnd);
        Optional<Route> route = table.route(app);
        if (!table.complete()) {
            fail(request, ApiError.UNAVAILABLE);
        } else if (route.isEmpty()) {
            fail(request, App.allowsName(app) ? ApiError.APP_NOT_FOUND : ApiError.BAD_REQUEST);
        } else if (Headers.cameThroughHere(request.headers())) {
            fail(request, ApiError.LOOP);
        } else {
            forward(request, route.get(), nodeUri(target, nameEnd));
        }
    }

    private void forward(HttpServerRequest request, Route route, String uri) {
        long date = System.currentTimeMillis();
        long begun = System.nanoTime();
        forwarder
                .forward(route, request, uri)
                .onSuccess(served -> journal.add(route.app(), record(request, uri, served, date, begun)))
                .onFailure(failure -> JsonAnswer.fail(request, failure));
    }

    private static ServedRequest record(HttpServerRequest request, String uri, Served served, long date, long begun) {
        int query = uri.indexOf('?');
        String path = uri.substring(1, query < 0 ? uri.length() : query);
        long millis = (System.nanoTime() - begun) / 1_000_000;
        return new ServedRequest(
                path, request.method().name(), served.target().endpoint().toString(), date, millis, served.status());
    }

    private static int endOfName(String target) {
        for (int i = PREFIX.length(); i < target.length(); i++) {
            if (target.charAt(i) == '/' || target.charAt(i) == '?') {
                return i;
            }
        }
        return target.length();
    }

    /** Byte for byte what follows the name; the root where nothing does. */
    private static String nodeUri(String target, int nameEnd) {
        String rest = target.substring(nameEnd);
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    private static void fail(HttpServerRequest request, ApiError error) {
        JsonAnswer.fail(request, error.exception());
    }
}
