package balanza.balancer.http;

import balanza.balancer.wire.StreamEnd;
import balanza.balancer.wire.WireLimits;
import balanza.contract.ApiException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * Stands in front of the door where HTTP/2 is spoken: it refuses what HTTP/1 could not carry, and makes of the rest what
 * everyone behind it knows from HTTP/1. Requests over HTTP/1 pass, as they have their own guard.
 */
public final class Http2Guard implements Handler<HttpServerRequest> {
    private final WireLimits limits;
    private final Handler<HttpServerRequest> next;

    public Http2Guard(WireLimits limits, Handler<HttpServerRequest> next) {
        this.limits = limits;
        this.next = next;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (!request.version().equals(HttpVersion.HTTP_2)) {
            next.handle(request);
            return;
        }
        ApiException refusal = Http2Rules.refusal(request, limits);
        if (refusal != null) {
            JsonAnswer.fail(request, refusal);
            return;
        }
        if (request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || !request.uri().startsWith(BalanceHandler.PREFIX)) {
            next.handle(request);
        } else {
            handleOnceItsEndIsKnown(request);
        }
    }

    /**
     * Without a length, a body is announced by nothing but its not having ended yet. The end comes right after the fields,
     * in the same frame; so once that is through, either the end is there, or a body follows, and then the request says so
     * as it would in HTTP/1.
     */
    private void handleOnceItsEndIsKnown(HttpServerRequest request) {
        request.pause();
        Vertx.currentContext().runOnContext(through -> {
            if (request.response().closed()) {
                return;
            }
            if (request.bytesRead() == 0 && StreamEnd.came(request)) {
                request.resume();
            } else {
                request.headers().set(HttpHeaders.TRANSFER_ENCODING, HttpHeaders.CHUNKED);
            }
            next.handle(request);
        });
    }
}
