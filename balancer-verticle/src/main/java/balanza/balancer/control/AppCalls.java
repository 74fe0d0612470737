package balanza.balancer.control;

import static balanza.balancer.control.ControlCall.appName;

import balanza.balancer.control.ControlCall.Reply;
import balanza.balancer.routing.RoutingTable;
import balanza.bus.Bus;
import balanza.bus.Deadline;
import balanza.contract.ApiError;
import balanza.contract.ApiException;
import balanza.contract.App;
import balanza.contract.AppSettings;
import balanza.contract.NodeSpec;
import balanza.contract.RegistryRequest.ConfigureApp;
import balanza.contract.RegistryRequest.CreateApp;
import balanza.contract.RegistryRequest.GetApp;
import balanza.contract.RegistryRequest.ListApps;
import balanza.contract.RegistryRequest.RemoveApp;
import balanza.contract.User;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** What owners do with their apps. */
final class AppCalls {
    /** How often a change is tried that was overtaken by others each time. */
    private static final int TRIES = 5;

    private final Bus bus;
    private final RoutingTable table;
    private final Caller caller;
    private final Payload payload;
    private final SettingDefaults defaults;

    AppCalls(Bus bus, RoutingTable table, Caller caller, Payload payload, SettingDefaults defaults) {
        this.bus = bus;
        this.table = table;
        this.caller = caller;
        this.payload = payload;
        this.defaults = defaults;
    }

    Future<Reply> list(RoutingContext ctx, Deadline deadline) {
        return caller.of(ctx.request(), deadline)
                .compose(user -> bus.ask(new ListApps(user.id()), deadline))
                .map(apps -> Reply.ok(Views.apps(apps)));
    }

    Future<Reply> show(RoutingContext ctx, Deadline deadline) {
        String app = appName(ctx);
        return caller.of(ctx.request(), deadline).compose(user -> bus.ask(new GetApp(user.id(), app), deadline)
                .map(found -> Reply.ok(Views.app(found, user, defaults)).of(found)));
    }

    Future<Reply> create(RoutingContext ctx, Deadline deadline) {
        String app = appName(ctx);
        NodeSpec node = payload.newNode(ctx);
        return caller.of(ctx.request(), deadline)
                .compose(user -> bus.ask(new CreateApp(user.id(), app, node), deadline))
                .onSuccess(table::apply)
                .map(created -> Reply.done(201, app));
    }

    Future<Reply> remove(RoutingContext ctx, Deadline deadline) {
        String app = appName(ctx);
        return caller.of(ctx.request(), deadline)
                .compose(user -> bus.ask(new RemoveApp(user.id(), app), deadline))
                .onSuccess(table::apply)
                .map(removed -> Reply.done(200, app));
    }

    Future<Reply> configure(RoutingContext ctx, Deadline deadline) {
        String app = appName(ctx);
        SettingsPatch patch = payload.settings(ctx);
        IfMatch condition = IfMatch.of(ctx.request());
        return caller.of(ctx.request(), deadline)
                .compose(user -> configure(user, app, patch, condition, deadline, TRIES))
                .onSuccess(table::apply)
                .map(changed -> Reply.done(200, app).of(changed));
    }

    /** Others may change the app between reading and writing; the condition is then held against what they made of it. */
    private Future<App> configure(
            User user, String app, SettingsPatch patch, IfMatch condition, Deadline deadline, int tries) {
        return bus.ask(new GetApp(user.id(), app), deadline).compose(found -> {
            condition.check(found);
            AppSettings settings = patch.applyTo(found.settings());
            return bus.ask(new ConfigureApp(user.id(), app, settings, found.revision()), deadline)
                    .recover(failure -> {
                        if (!changedMeanwhile(failure)) {
                            return Future.failedFuture(failure);
                        }
                        return tries > 1
                                ? configure(user, app, patch, condition, deadline, tries - 1)
                                : Future.failedFuture(ApiError.UNAVAILABLE.exception());
                    });
        });
    }

    private static boolean changedMeanwhile(Throwable failure) {
        return failure instanceof ApiException told && told.error() == ApiError.CHANGED_MEANWHILE;
    }
}
