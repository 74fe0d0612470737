package balanza.balancer.control;

import static balanza.balancer.control.ControlCall.appName;

import balanza.balancer.control.ControlCall.Reply;
import balanza.balancer.drain.Drain;
import balanza.balancer.drain.Drained;
import balanza.balancer.drain.Drains;
import balanza.balancer.routing.RoutingTable;
import balanza.bus.Bus;
import balanza.bus.Deadline;
import balanza.contract.ApiError;
import balanza.contract.App;
import balanza.contract.Endpoint;
import balanza.contract.NodeId;
import balanza.contract.NodeSpec;
import balanza.contract.RegistryRequest.AddNode;
import balanza.contract.RegistryRequest.ConfigureNode;
import balanza.contract.RegistryRequest.GetApp;
import balanza.contract.RegistryRequest.RemoveNode;
import balanza.contract.User;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What owners do with their apps' nodes. */
final class NodeCalls {
    private final Bus bus;
    private final RoutingTable table;
    private final Caller caller;
    private final Payload payload;
    private final Drains drains;

    NodeCalls(Bus bus, RoutingTable table, Caller caller, Payload payload, Drains drains) {
        this.bus = bus;
        this.table = table;
        this.caller = caller;
        this.payload = payload;
        this.drains = drains;
    }

    Future<Reply> add(RoutingContext ctx, Deadline deadline) {
        String app = appName(ctx);
        NodeSpec node = payload.newNode(ctx);
        return caller.of(ctx.request(), deadline)
                .compose(user -> bus.ask(new AddNode(user.id(), app, node), deadline))
                .onSuccess(table::apply)
                .map(changed -> Reply.done(201, node.endpoint().toString()));
    }

    Future<Reply> configure(RoutingContext ctx, Deadline deadline) {
        String app = appName(ctx);
        NodePatch patch = payload.nodePatch(ctx);
        IfMatch condition = IfMatch.of(ctx.request());
        return caller.of(ctx.request(), deadline)
                .compose(user -> revisionWanted(user, app, condition, deadline)
                        .compose(revision -> bus.ask(change(user, app, patch, revision), deadline)))
                .onSuccess(table::apply)
                .map(changed -> Reply.done(200, patch.endpoint().toString()).of(changed));
    }

    Future<Reply> remove(RoutingContext ctx, Deadline deadline) {
        String app = appName(ctx);
        Endpoint node = payload.node(ctx);
        Optional<DrainQuery> query = DrainQuery.of(ctx.queryParams());
        Future<User> user = caller.of(ctx.request(), deadline);
        return query.isEmpty()
                ? user.compose(owner -> remove(owner, app, node, deadline))
                        .map(changed -> Reply.done(200, node.toString()))
                : user.compose(owner -> drain(ctx, owner, app, node, query.get(), deadline))
                        .map(drained -> reply(node, drained));
    }

    /** The revision that the change is to be made of; {@code null} for whatever it is. */
    private Future<@Nullable Long> revisionWanted(User user, String app, IfMatch condition, Deadline deadline) {
        if (condition.any()) {
            return Future.succeededFuture();
        }
        return bus.ask(new GetApp(user.id(), app), deadline).map(found -> {
            condition.check(found);
            return found.revision();
        });
    }

    private Future<App> remove(User user, String app, Endpoint node, Deadline deadline) {
        return bus.ask(new RemoveNode(user.id(), app, node), deadline).onSuccess(table::apply);
    }

    /** Once the node is removed, no more is asked that could fail; a client that goes away ends the wait. */
    private Future<Drained> drain(
            RoutingContext ctx, User user, String app, Endpoint node, DrainQuery query, Deadline deadline) {
        if (drains.full()) {
            return Future.failedFuture(ApiError.LIMIT_REACHED.exception());
        }
        return bus.ask(new GetApp(user.id(), app), deadline)
                .map(found -> idOf(node, found))
                .compose(id -> remove(user, app, node, deadline).compose(changed -> {
                    Drain drain = drains.begin(changed, id, query.patience());
                    ctx.addEndHandler(over -> drain.giveUp());
                    if (ctx.response().closed()) {
                        drain.giveUp(); // It went away before, and nothing tells of that any more.
                    }
                    return drain.outcome();
                }));
    }

    private static NodeId idOf(Endpoint endpoint, App app) {
        return app.nodes().stream()
                .filter(node -> node.endpoint().equals(endpoint))
                .findFirst()
                .orElseThrow(ApiError.NODE_NOT_FOUND::exception)
                .id();
    }

    private static ConfigureNode change(User user, String app, NodePatch patch, @Nullable Long revision) {
        return new ConfigureNode(
                user.id(), app, patch.endpoint(), patch.statusPath(), patch.weight(), patch.draining(), revision);
    }

    private static Reply reply(Endpoint node, Drained drained) {
        Reply done = Reply.done(200, node.toString());
        done.body().put("inFlight", drained.inFlight()).put("safeToStop", drained.safeToStop());
        return done;
    }
}
