package balanza.balancer.http;

import balanza.contract.Outcome;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * What our own answers to balance requests say of what happened, so that it can be looked up.
 *
 * <p>Source: RFC 9209 section 2.
 */
final class ProxyStatus {
    private static final CharSequence PROXY_STATUS = HttpHeaders.createOptimized("Proxy-Status");
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-Id");

    private ProxyStatus() {}

    /**
     * Puts it in the head of the answer to come.
     *
     * @param id of the request
     * @param reason why no node's answer is relayed; {@code null} if that is not the reason for the answer
     */
    static void tell(HttpServerRequest request, String id, @Nullable Outcome reason) {
        request.response().putHeader(REQUEST_ID, id);
        if (reason != null && !reason.proxyError().isEmpty()) {
            request.response()
                    .putHeader(
                            PROXY_STATUS,
                            "balanza; error=" + reason.proxyError() + "; details=\"" + reason.word() + "\"");
        }
    }
}
