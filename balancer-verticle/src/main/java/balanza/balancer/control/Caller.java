package balanza.balancer.control;

import balanza.bus.Bus;
import balanza.bus.Deadline;
import balanza.contract.ApiError;
import balanza.contract.AuthRequest.WhoIs;
import balanza.contract.Token;
import balanza.contract.User;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out who is calling, by the token in the {@code Authorization} header. */
final class Caller {
    /** The seed's scheme and RFC 6750's; schemes ignore case (RFC 9110 section 11.1). */
    private static final Pattern AUTHORIZATION = Pattern.compile("(?i:JWT|Bearer) +(\\S{1,4096})");

    private final Bus bus;

    Caller(Bus bus) {
        this.bus = bus;
    }

    /** @return fails with {@link ApiError#UNAUTHORIZED} if there is no valid token or its user is gone */
    Future<User> of(HttpServerRequest request, Deadline deadline) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        Matcher authorization = AUTHORIZATION.matcher(header == null ? "" : header);
        return authorization.matches()
                ? bus.ask(new WhoIs(new Token(authorization.group(1))), deadline)
                : Future.failedFuture(ApiError.UNAUTHORIZED.exception());
    }
}
