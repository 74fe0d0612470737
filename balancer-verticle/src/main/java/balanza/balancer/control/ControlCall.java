package balanza.balancer.control;

import balanza.bus.Deadline;
import balanza.contract.ApiError;
import balanza.contract.App;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** One call of the control plane. */
@FunctionalInterface
interface ControlCall {
    int SHOWN_CHARACTERS = 80;

    /**
     * @param ctx with the whole body
     * @param deadline for all that the call has to ask
     * @return fails with an {@link balanza.contract.ApiException}, or throws one; all else is a defect
     */
    Future<Reply> answer(RoutingContext ctx, Deadline deadline);

    /** The app that a call's path names; throws {@link ApiError#BAD_REQUEST} if none may bear that name. */
    static String appName(RoutingContext ctx) {
        String name = ctx.pathParam("app");
        if (!App.allowsName(name)) {
            throw ApiError.BAD_REQUEST.exception("app: " + (name.length() > SHOWN_CHARACTERS ? "too long" : name)
                    + " (expected: 1 to 63 letters, digits, ., _ and -, the first a letter or digit)");
        }
        return name;
    }

    /**
     * What the client gets.
     *
     * @param tag of what is shown or was changed, for conditions (RFC 9110 section 8.8.3); {@code null} for none
     */
    record Reply(int status, JsonObject body, @Nullable String tag) {
        Reply(int status, JsonObject body) {
            this(status, body, null);
        }

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

        /** This, of the app as it is there. */
        Reply of(App app) {
            return new Reply(status, body, IfMatch.tag(app));
        }
    }
}
