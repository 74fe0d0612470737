package balanza.balancer.http;

import balanza.balancer.forward.ClientRequest;
import balanza.balancer.forward.Forwarder;
import balanza.balancer.forward.Headers;
import balanza.balancer.forward.RequestIds;
import balanza.balancer.forward.Served;
import balanza.balancer.forward.TrustedProxies;
import balanza.balancer.forward.Unanswered;
import balanza.balancer.journal.Journal;
import balanza.balancer.routing.Route;
import balanza.balancer.routing.RoutingTable;
import balanza.balancer.wire.RequestGuard;
import balanza.contract.ApiError;
import balanza.contract.App;
import balanza.contract.Outcome;
import balanza.contract.ServedRequest;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The way into the data plane, {@code /api/balance/{app}/...}. Memory only: no bus, no JSON, no store on a request's way.
 */
public final class BalanceHandler implements BiConsumer<HttpServerRequest, RequestTarget> {
    /** What the targets of balance requests begin with; the app's name follows, raw. */
    static final String PREFIX = "/api/balance/";

    private final RoutingTable table;
    private final Forwarder forwarder;
    private final Journal journal;
    private final TrustedProxies trusted;
    private final RequestIds ids = new RequestIds();

    public BalanceHandler(RoutingTable table, Forwarder forwarder, Journal journal, TrustedProxies trusted) {
        this.table = table;
        this.forwarder = forwarder;
        this.journal = journal;
        this.trusted = trusted;
    }

    @Override
    public void accept(HttpServerRequest request, RequestTarget wanted) {
        String target = wanted.pathAndQuery();
        int nameEnd = endOfName(target);
        String app = target.substring(PREFIX.length(), nameEnd);
        Unanswered tried = tried(request);
        String id = tried == null ? ids.next() : tried.id();
        ClientRequest client =
                new ClientRequest(request, app, nodeUri(target, nameEnd), wanted.authority(), id, trusted);
        if (tried != null) {
            finish(tried.served(), client, tried.route(), new Asked(tried.date(), tried.begun()));
            return;
        }
        Asked asked = new Asked(System.currentTimeMillis(), System.nanoTime());
        Optional<Route> route = table.route(app);
        if (!table.complete()) {
            refuse(client, ApiError.UNAVAILABLE.exception(), null);
        } else if (route.isEmpty()) {
            ApiError error = App.allowsName(app) ? ApiError.APP_NOT_FOUND : ApiError.BAD_REQUEST;
            refuse(client, error.exception(), null);
        } else if (Headers.cameThroughHere(request.headers())) {
            refuse(client, ApiError.LOOP.exception(), Outcome.LOOP);
        } else {
            forwarder
                    .forward(route.get(), client)
                    .onSuccess(served -> finish(served, client, route.get(), asked))
                    .onFailure(defect -> refuse(client, defect, Outcome.DEFECT));
        }
    }

    /** What the fast lane has tried already, if it has. */
    private static @Nullable Unanswered tried(HttpServerRequest request) {
        RequestGuard guard = RequestGuard.of(request.connection());
        return guard == null ? null : guard.take(Unanswered.class);
    }

    private void finish(Served served, ClientRequest client, Route route, Asked asked) {
        if (served.refusal() != null) {
            refuse(client, served.refusal(), served.reason());
        }
        journal.add(route.app(), asked.record(client, served));
    }

    private static void refuse(ClientRequest client, Throwable why, @Nullable Outcome reason) {
        if (!client.http().response().headWritten()) {
            ProxyStatus.tell(client.http(), client.id(), reason);
        }
        JsonAnswer.fail(client.http(), why);
    }

    /** When a request came: {@code date} by the clock, {@code begun} as {@link System#nanoTime}. */
    private record Asked(long date, long begun) {
        ServedRequest record(ClientRequest client, Served served) {
            String uri = client.uri();
            int query = uri.indexOf('?');
            return served.record(
                    client.http().method().name(),
                    uri.substring(1, query < 0 ? uri.length() : query),
                    client.id(),
                    date,
                    begun);
        }
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
}
