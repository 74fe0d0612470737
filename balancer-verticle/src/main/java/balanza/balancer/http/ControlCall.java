package balanza.balancer.http;

import balanza.bus.Deadline;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** One call of the control plane. */
@FunctionalInterface
interface ControlCall {
    /**
     * @param ctx with the whole body
     * @param deadline for all that the call has to ask
     * @return fails with an {@link balanza.contract.ApiException}, or throws one; all else is a defect
     */
    Future<Reply> answer(RoutingContext ctx, Deadline deadline);

    /** What the client gets. */
    record Reply(int status, JsonObject body) {
        static Reply ok(JsonObject body) {
            return new Reply(200, body);
        }

        /** A change was made. */
        static Reply done(int status, String description) {
            return new Reply(
                    status,
                    new JsonObject()
                            .put("status_code", Integer.toString(status))
                            .put("description", description));
        }
    }
}
