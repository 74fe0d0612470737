package balanza.balancer;

import static balanza.balancer.Soon.soon;

import balanza.bus.Bus;
import balanza.contract.ApiError;
import balanza.contract.App;
import balanza.contract.Apps;
import balanza.contract.AuthRequest.CheckAuth;
import balanza.contract.AuthRequest.CloseAccount;
import balanza.contract.AuthRequest.IssueToken;
import balanza.contract.AuthRequest.SignUp;
import balanza.contract.AuthRequest.WhoIs;
import balanza.contract.Endpoint;
import balanza.contract.LogPage;
import balanza.contract.MonitorRequest.CheckMonitor;
import balanza.contract.Outcome;
import balanza.contract.Present;
import balanza.contract.RegistryRequest.AddNode;
import balanza.contract.RegistryRequest.CheckRegistry;
import balanza.contract.RegistryRequest.ConfigureApp;
import balanza.contract.RegistryRequest.ConfigureNode;
import balanza.contract.RegistryRequest.CreateApp;
import balanza.contract.RegistryRequest.GetApp;
import balanza.contract.RegistryRequest.ListApps;
import balanza.contract.RegistryRequest.ReadLogs;
import balanza.contract.RegistryRequest.RemoveApp;
import balanza.contract.RegistryRequest.RemoveNode;
import balanza.contract.Request;
import balanza.contract.ServedRequest;
import balanza.contract.Token;
import balanza.contract.Tombstone;
import balanza.contract.User;
import balanza.contract.UserId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Auth, registry and monitor, each in a few lines on the real bus; they remember what they were asked. */
final class Neighbours {
    static final User ANA = new User(new UserId("u1"), "ana@example.com");
    static final String TOKEN = "good.token";

    private static final long DATE = 1_700_000_000_000L;
    private static final ServedRequest PLAIN = new ServedRequest("a/b", "GET", "n:1", DATE, 12, 200);
    private static final ServedRequest UNANSWERED = new ServedRequest(
            "a/b",
            "GET",
            null,
            DATE,
            1_012,
            412,
            List.of(
                    new ServedRequest.Attempt("n:1", 3, Outcome.CONNECT_REFUSED),
                    new ServedRequest.Attempt("[::1]:80", 1_000, Outcome.RESPONSE_TIMEOUT)),
            0,
            98,
            "id-2",
            Outcome.RESPONSE_TIMEOUT);
    private static final ServedRequest CUT = new ServedRequest(
            "",
            "POST",
            "n:1",
            DATE,
            30,
            200,
            List.of(new ServedRequest.Attempt("n:1", 9, Outcome.ANSWERED)),
            9,
            5_000_000_000L,
            "id-3",
            Outcome.CLIENT_GONE);

    private final Bus bus;
    private final Queue<Request<?>> asked = new ConcurrentLinkedQueue<>();

    private Neighbours(Bus bus) {
        this.bus = bus;
    }

    /** All three, with {@code ghost} and {@code taken} as names of apps that fail as their names say. */
    static Neighbours of(Balancer balancer) {
        var all = new Neighbours(balancer.bus);
        all.auth();
        all.apps();
        all.answer(CheckAuth.class, check -> new Present());
        all.answer(CheckRegistry.class, check -> new Present());
        all.answer(CheckMonitor.class, check -> new Present());
        return all;
    }

    /** Auth alone. */
    static Neighbours authOf(Balancer balancer) {
        var auth = new Neighbours(balancer.bus);
        auth.auth();
        return auth;
    }

    /** What was asked since the last time, in order. */
    List<Request<?>> asked() {
        var seen = List.copyOf(asked);
        asked.clear();
        return seen;
    }

    private void auth() {
        answer(SignUp.class, request -> new User(ANA.id(), request.credentials().email()));
        answer(
                CloseAccount.class,
                request -> new User(ANA.id(), request.credentials().email()));
        answer(IssueToken.class, request -> {
            if (!request.credentials().password().equals("secret1")) {
                throw ApiError.UNAUTHORIZED.exception();
            }
            return new Token(TOKEN);
        });
        answer(WhoIs.class, request -> {
            if (!request.token().value().equals(TOKEN)) {
                throw ApiError.UNAUTHORIZED.exception();
            }
            return ANA;
        });
    }

    private void apps() {
        answer(CreateApp.class, request -> {
            if (request.app().equals("taken")) {
                throw ApiError.APP_EXISTS.exception();
            }
            return Balancer.app(request.app(), request.node().endpoint());
        });
        answer(
                AddNode.class,
                request -> Balancer.app(request.app(), request.node().endpoint()));
        answer(RemoveNode.class, request -> Balancer.app(request.app()));
        answer(RemoveApp.class, request -> new Tombstone(Balancer.app("x").id(), request.app(), 9));
        answer(GetApp.class, request -> known(Balancer.app(request.app(), new Endpoint("::1", 80))));
        answer(ConfigureApp.class, request -> Balancer.app(request.app()));
        answer(ConfigureNode.class, request -> Balancer.app(request.app(), request.endpoint()));
        answer(ListApps.class, request -> new Apps(List.of(Balancer.app("shop", new Endpoint("n", 1)))));
        answer(
                ReadLogs.class,
                request -> new LogPage(
                        request.all() ? List.of(PLAIN, UNANSWERED, CUT) : List.of(PLAIN),
                        request.cursor() == null ? "older" : null));
    }

    private static App known(App app) {
        if (app.name().equals("ghost")) {
            throw ApiError.APP_NOT_FOUND.exception();
        }
        return app;
    }

    private <Q extends Request<R>, R> void answer(Class<Q> type, Function<Q, R> answerer) {
        soon(bus.<Q, R>answer(type, (request, deadline) -> {
            asked.add(request);
            return Future.succeededFuture(answerer.apply(request));
        }));
    }
}
