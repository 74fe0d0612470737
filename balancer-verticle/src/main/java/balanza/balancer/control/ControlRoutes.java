package balanza.balancer.control;

import static balanza.balancer.control.ControlCall.appName;

import balanza.balancer.control.ControlCall.Reply;
import balanza.balancer.drain.Drains;
import balanza.balancer.routing.RoutingTable;
import balanza.bus.Bus;
import balanza.bus.Deadline;
import balanza.contract.ApiError;
import balanza.contract.AuthRequest.CloseAccount;
import balanza.contract.AuthRequest.IssueToken;
import balanza.contract.AuthRequest.SignUp;
import balanza.contract.Credentials;
import balanza.contract.RegistryRequest.ReadLogs;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Every control call of the API, and those of accounts and logs: what they read, whom they ask, what they answer. */
public final class ControlRoutes {
    private static final int MAX_LOG_RECORDS = 1_000;

    private final Bus bus;
    private final Caller caller;
    private final Payload payload;

    private ControlRoutes(Bus bus, Caller caller, Payload payload) {
        this.bus = bus;
        this.caller = caller;
        this.payload = payload;
    }

    /**
     * The control calls, for one event loop.
     *
     * @param drains started on that event loop
     * @param defaults shown where an app does not say otherwise
     * @param ready whether this balancer can balance, and will
     */
    public static Router router(
            Vertx vertx, Bus bus, RoutingTable table, Drains drains, SettingDefaults defaults, BooleanSupplier ready) {
        Caller caller = new Caller(bus);
        Payload payload = new Payload();
        ControlRoutes calls = new ControlRoutes(bus, caller, payload);
        AppCalls apps = new AppCalls(bus, table, caller, payload, defaults);
        NodeCalls nodes = new NodeCalls(bus, table, caller, payload, drains);
        HealthCalls health = new HealthCalls(bus, table, ready);
        return new ControlRouter(vertx)
                .on(HttpMethod.POST, "/api/users", calls::signUp)
                .on(HttpMethod.DELETE, "/api/users", calls::closeAccount)
                .on(HttpMethod.POST, "/api/auth", calls::issueToken)
                .on(HttpMethod.GET, "/api/apps", apps::list)
                .on(HttpMethod.GET, "/api/apps/:app", apps::show)
                .on(HttpMethod.POST, "/api/apps/:app", apps::create)
                .on(HttpMethod.PATCH, "/api/apps/:app", apps::configure)
                .on(HttpMethod.DELETE, "/api/apps/:app", apps::remove)
                .on(HttpMethod.POST, "/api/nodes/:app", nodes::add)
                .on(HttpMethod.PATCH, "/api/nodes/:app", nodes::configure)
                .on(HttpMethod.DELETE, "/api/nodes/:app", nodes::remove)
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

    private Future<Reply> readLogs(RoutingContext ctx, Deadline deadline) {
        String app = appName(ctx);
        String cursor = ctx.queryParams().get("cursor");
        int limit = limit(ctx.queryParams().get("limit"));
        boolean all = all(ctx.queryParams().get("all"));
        return caller.of(ctx.request(), deadline)
                .compose(user -> bus.ask(new ReadLogs(user.id(), app, cursor, limit, all), deadline))
                .map(page -> Reply.ok(Views.logs(app, page)));
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

    private static boolean all(@Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (!text.equals("true")) {
            throw ApiError.BAD_REQUEST.exception("all: not usable (expected: true or false)");
        }
        return true;
    }
}
