package balanza.balancer.control;

import balanza.balancer.control.ControlCall.Reply;
import balanza.balancer.routing.RoutingTable;
import balanza.bus.Bus;
import balanza.bus.Deadline;
import balanza.contract.AuthRequest.CheckAuth;
import balanza.contract.MonitorRequest.CheckMonitor;
import balanza.contract.RegistryRequest.CheckRegistry;
import balanza.contract.Request;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;

/** What anyone may ask about the system's health. */
final class HealthCalls {
    private final Bus bus;
    private final RoutingTable table;
    private final BooleanSupplier ready;

    /** @param ready whether this balancer can balance, and will */
    HealthCalls(Bus bus, RoutingTable table, BooleanSupplier ready) {
        this.bus = bus;
        this.table = table;
        this.ready = ready;
    }

    /** Which services answer; 503 unless all do. */
    Future<Reply> services(RoutingContext ctx, Deadline deadline) {
        Future<Boolean> auth = answers(new CheckAuth(), deadline);
        Future<Boolean> registry = answers(new CheckRegistry(), deadline);
        Future<Boolean> monitor = answers(new CheckMonitor(), deadline);
        return Future.all(auth, registry, monitor).map(asked -> {
            boolean all = table.complete() && auth.result() && registry.result() && monitor.result();
            return new Reply(
                    all ? 200 : 503,
                    new JsonObject()
                            .put("auth", upOrDown(auth.result()))
                            .put("registry", upOrDown(registry.result()))
                            .put("monitor", upOrDown(monitor.result()))
                            .put("balancer", upOrDown(table.complete())));
        });
    }

    /** This balancer answers. */
    Future<Reply> live(RoutingContext ctx, Deadline deadline) {
        return Future.succeededFuture(Reply.ok(new JsonObject().put("live", true)));
    }

    /** This balancer can balance, whatever the state of the other services, and is not about to end. */
    Future<Reply> ready(RoutingContext ctx, Deadline deadline) {
        boolean now = ready.getAsBoolean();
        return Future.succeededFuture(new Reply(now ? 200 : 503, new JsonObject().put("ready", now)));
    }

    private Future<Boolean> answers(Request<?> check, Deadline deadline) {
        return bus.ask(check, deadline).map(true).otherwise(false);
    }

    private static String upOrDown(boolean up) {
        return up ? "up" : "down";
    }
}
