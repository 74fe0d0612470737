package balanza.balancer.control;

import balanza.balancer.control.ControlCall.Reply;
import balanza.balancer.http.JsonAnswer;
import balanza.balancer.http.RequestTarget;
import balanza.balancer.wire.Refusal;
import balanza.bus.Deadline;
import balanza.contract.ApiError;
import balanza.contract.ApiException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** What all control calls have in common: plain paths only, a small body that comes in time, one form of failure. */
final class ControlRouter {
    /** For all that a call has to ask; a call that waits for more than answers does so beyond it. */
    private static final Duration CALL_TIMEOUT = Duration.ofMillis(1_800);

    private static final Duration BODY_TIMEOUT = Duration.ofSeconds(10);
    private static final long MAX_BODY_BYTES = 64 * 1024;

    /** Nothing that a decoder could turn into something else, so that a name is the same on every path. */
    private static final Pattern PLAIN_PATH = Pattern.compile("/[A-Za-z0-9._~/-]*");

    private static final Pattern DOT_SEGMENT = Pattern.compile("/\\.{1,2}(/|$)");
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final Vertx vertx;
    private final Duration bodyTimeout;
    private final Router router;
    private final Map<String, StringJoiner> allowed = new LinkedHashMap<>();

    ControlRouter(Vertx vertx) {
        this(vertx, BODY_TIMEOUT);
    }

    ControlRouter(Vertx vertx, Duration bodyTimeout) {
        this.vertx = vertx;
        this.bodyTimeout = bodyTimeout;
        router = Router.router(vertx);
        router.route().handler(ControlRouter::refuseOddTargets).failureHandler(ControlRouter::fail);
        router.route().handler(this::limitWait);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
    }

    /** Whoever may GET may ask for the head alone: RFC 9110 section 9.3.2. */
    ControlRouter on(HttpMethod method, String path, ControlCall call) {
        route(method, path, call);
        if (method.equals(HttpMethod.GET)) {
            route(HttpMethod.HEAD, path, call);
        }
        return this;
    }

    private void route(HttpMethod method, String path, ControlCall call) {
        router.route(method, path).handler(ctx -> answer(ctx, call));
        allowed.computeIfAbsent(path, methods -> new StringJoiner(", ")).add(method.name());
    }

    Router router() {
        allowed.forEach((path, methods) -> router.route(path).handler(ctx -> {
            ctx.response().putHeader(HttpHeaders.ALLOW, methods.toString());
            ctx.fail(ApiError.METHOD_NOT_ALLOWED.exception());
        }));
        router.route().handler(ctx -> ctx.fail(ApiError.PATH_NOT_FOUND.exception()));
        return router;
    }

    private static void refuseOddTargets(RoutingContext ctx) {
        String uri = RequestTarget.of(ctx.request()).pathAndQuery();
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        if (!PLAIN_PATH.matcher(path).matches()
                || DOT_SEGMENT.matcher(path).find()
                || !path.equals(
                        ctx.request().path())) { // What the router reads, which is not the same for http://host?/path.
            ctx.fail(ApiError.BAD_REQUEST.exception("path: malformed (expected: letters, digits, ., _, ~ and -)"));
        } else if (path.contains("//") || (path.endsWith("/") && path.length() > 1)) {
            ctx.fail(ApiError.PATH_NOT_FOUND.exception()); // The router would take it for the path without.
        } else if (BROKEN_ESCAPE.matcher(uri).find()) {
            ctx.fail(ApiError.BAD_REQUEST.exception("query: malformed (expected: % and two hexadecimal digits)"));
        } else {
            ctx.next();
        }
    }

    private void limitWait(RoutingContext ctx) {
        long timer = vertx.setTimer(bodyTimeout.toMillis(), late -> {
            if (!ctx.request().isEnded()) {
                ctx.fail(ApiError.REQUEST_TIMEOUT.exception());
            }
        });
        ctx.addEndHandler(over -> vertx.cancelTimer(timer));
        ctx.next();
    }

    private static void answer(RoutingContext ctx, ControlCall call) {
        if (ctx.response().ended()) {
            return; // The body came after all, but too late: the client has been told so.
        }
        Future.succeededFuture()
                .compose(none -> call.answer(ctx, Deadline.in(CALL_TIMEOUT)))
                .onSuccess(reply -> send(ctx, reply))
                .onFailure(ctx::fail);
    }

    private static void send(RoutingContext ctx, Reply reply) {
        if (reply.tag() != null && !ctx.response().headWritten()) {
            ctx.response().putHeader(HttpHeaders.ETAG, reply.tag());
        }
        JsonAnswer.send(ctx.request(), reply.status(), reply.body());
    }

    private static void fail(RoutingContext ctx) {
        JsonAnswer.fail(ctx.request(), failure(ctx));
    }

    /** Vert.x reports what it refuses itself by status alone. */
    private static Throwable failure(RoutingContext ctx) {
        if (ctx.failure() instanceof Refusal refusal) {
            return refusal.told(); // Of the body's rest, which did not go on as it should.
        }
        if (ctx.failure() instanceof ApiException || ctx.statusCode() >= 500 || ctx.statusCode() < 400) {
            return ctx.failure();
        }
        return (ctx.statusCode() == 413 ? ApiError.BODY_TOO_LARGE : ApiError.BAD_REQUEST).exception();
    }
}
