package balanza.balancer.http;

import balanza.balancer.http.ControlCall.Reply;
import balanza.balancer.routing.RoutingTable;
import balanza.bus.Bus;
import balanza.bus.Deadline;
import balanza.contract.ApiError;
import balanza.contract.App;
import balanza.contract.AuthRequest.CloseAccount;
import balanza.contract.AuthRequest.IssueToken;
import balanza.contract.AuthRequest.SignUp;
import balanza.contract.Credentials;
import balanza.contract.Endpoint;
import balanza.contract.NodeSpec;
import balanza.contract.RegistryRequest.AddNode;
import balanza.contract.RegistryRequest.CreateApp;
import balanza.contract.RegistryRequest.GetApp;
import balanza.contract.RegistryRequest.ListApps;
import balanza.contract.RegistryRequest.ReadLogs;
import balanza.contract.RegistryRequest.RemoveApp;
import balanza.contract.RegistryRequest.RemoveNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Every control call of the API: what it reads, whom it asks, what it answers. */
public final class ControlRoutes {
    private static final int MAX_LOG_RECORDS = 1_000;
    private static final int SHOWN_CHARACTERS = 80;

    private final Bus bus;
    private final RoutingTable table;
    private final Caller caller;
    private final Payload payload = new Payload();

    private ControlRoutes(Bus bus, RoutingTable table) {
        this.bus = bus;
        this.table = table;
        this.caller = new Caller(bus);
    }

    /**
     * The control calls, for one event loop.
     *
     * @param ready whether this balancer can balance, and will
     */
    public static Router router(Vertx vertx, Bus bus, RoutingTable table, BooleanSupplier ready) {
        ControlRoutes calls = new ControlRoutes(bus, table);
        HealthCalls health = new HealthCalls(bus, table, ready);
        return new ControlRouter(vertx)
                .on(HttpMethod.POST, "/api/users", calls::signUp)
                .on(HttpMethod.DELETE, "/api/users", calls::closeAccount)
                .on(HttpMethod.POST, "/api/auth", calls::issueToken)
                .on(HttpMethod.GET, "/api/apps", calls::listApps)
                .on(HttpMethod.GET, "/api/apps/:app", calls::showApp)
                .on(HttpMethod.POST, "/api/apps/:app", calls::createApp)
                .on(HttpMethod.DELETE, "/api/apps/:app", calls::removeApp)
                .on(HttpMethod.POST, "/api/nodes/:app", calls::addNode)
                .on(HttpMethod.DELETE, "/api/nodes/:app", calls::removeNode)
                .on(HttpMethod.GET, "/api/logs/:app", calls::readLogs)
                .on(HttpMethod.GET, "/api/health", health::services)
                .on(HttpMethod.GET, "/api/health/live", health::live)
                .on(HttpMethod.GET, "/api/health/ready", health::ready)
                .router();
    }

    private Future<Reply> signUp(RoutingContext ctx, Deadline deadline) {
        Credentials credentials = payload.credentials(ctx);
        return bus.ask(new SignUp(credentials), deadline).map(user -> Reply.done(201, user.email()));
    }

    private Future<Reply> closeAccount(RoutingContext ctx, Deadline deadline) {
        Credentials credentials = payload.credentials(ctx);
        return bus.ask(new CloseAccount(credentials), deadline).map(user -> Reply.done(200, user.email()));
    }

    private Future<Reply> issueToken(RoutingContext ctx, Deadline deadline) {
        Credentials credentials = payload.credentials(ctx);
        return bus.ask(new IssueToken(credentials), deadline)
                .map(token -> Reply.ok(new JsonObject().put("access_token", token.value())));
    }

    private Future<Reply> listApps(RoutingContext ctx, Deadline deadline) {
        return caller.of(ctx.request(), deadline)
                .compose(user -> bus.ask(new ListApps(user.id()), deadline))
                .map(apps -> Reply.ok(Views.apps(apps)));
    }

    private Future<Reply> showApp(RoutingContext ctx, Deadline deadline) {
        String app = appName(ctx);
        return caller.of(ctx.request(), deadline).compose(user -> bus.ask(new GetApp(user.id(), app), deadline)
                .map(found -> Reply.ok(Views.app(found, user))));
    }

    private Future<Reply> createApp(RoutingContext ctx, Deadline deadline) {
        String app = appName(ctx);
        NodeSpec node = payload.newNode(ctx);
        return caller.of(ctx.request(), deadline)
                .compose(user -> bus.ask(new CreateApp(user.id(), app, node), deadline))
                .onSuccess(table::apply)
                .map(created -> Reply.done(201, app));
    }

    private Future<Reply> removeApp(RoutingContext ctx, Deadline deadline) {
        String app = appName(ctx);
        return caller.of(ctx.request(), deadline)
                .compose(user -> bus.ask(new RemoveApp(user.id(), app), deadline))
                .onSuccess(table::apply)
                .map(removed -> Reply.done(200, app));
    }

    private Future<Reply> addNode(RoutingContext ctx, Deadline deadline) {
        String app = appName(ctx);
        NodeSpec node = payload.newNode(ctx);
        return caller.of(ctx.request(), deadline)
                .compose(user -> bus.ask(new AddNode(user.id(), app, node), deadline))
                .onSuccess(table::apply)
                .map(changed -> Reply.done(201, node.endpoint().toString()));
    }

    private Future<Reply> removeNode(RoutingContext ctx, Deadline deadline) {
        String app = appName(ctx);
        Endpoint node = payload.node(ctx);
        return caller.of(ctx.request(), deadline)
                .compose(user -> bus.ask(new RemoveNode(user.id(), app, node), deadline))
                .onSuccess(table::apply)
                .map(changed -> Reply.done(200, node.toString()));
    }

    private Future<Reply> readLogs(RoutingContext ctx, Deadline deadline) {
        String app = appName(ctx);
        String cursor = ctx.queryParams().get("cursor");
        int limit = limit(ctx.queryParams().get("limit"));
        return caller.of(ctx.request(), deadline)
                .compose(user -> bus.ask(new ReadLogs(user.id(), app, cursor, limit, false), deadline))
                .map(page -> Reply.ok(Views.logs(app, page)));
    }

    private static String appName(RoutingContext ctx) {
        String name = ctx.pathParam("app");
        if (!App.allowsName(name)) {
            throw ApiError.BAD_REQUEST.exception("app: " + (name.length() > SHOWN_CHARACTERS ? "too long" : name)
                    + " (expected: 1 to 63 letters, digits, ., _ and -, the first a letter or digit)");
        }
        return name;
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return MAX_LOG_RECORDS;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_LOG_RECORDS) {
            throw ApiError.BAD_REQUEST.exception(
                    "limit: not usable (expected: a whole number from 1 to " + MAX_LOG_RECORDS + ")");
        }
        return Integer.parseInt(text);
    }
}
