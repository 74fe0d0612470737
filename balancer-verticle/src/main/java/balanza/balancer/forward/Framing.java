package balanza.balancer.forward;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/**
 * How either side knows where a body ends.
 *
 * <p>Source: RFC 9112 section 6.
 */
final class Framing {
    private Framing() {}

    static boolean announcesBody(HttpServerRequest request) {
        String length = request.headers().get(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) : !length.equals("0");
    }

    /** Of a request's body, in bytes; -1 if it is not known beforehand. */
    static long length(HttpServerRequest request) {
        String length = request.headers().get(HttpHeaders.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length); // Whatever is no number was refused.
    }

    /** Prepares the answer to {@code request} for the body of the node's {@code answer}, whose headers it has already. */
    static void ofAnswer(HttpClientResponse answer, HttpServerRequest request) {
        HttpServerResponse response = request.response();
        int status = answer.statusCode();
        boolean hasLength = answer.headers().contains(HttpHeaders.CONTENT_LENGTH);
        if (status == 204 || (status == 304 && !hasLength)) {
            // Vert.x adds a length of 0, which 204 must not have and which would be wrong for 304.
            response.headersEndHandler(end -> response.headers().remove(HttpHeaders.CONTENT_LENGTH));
        } else if (!request.method().equals(HttpMethod.HEAD) && status != 304 && !hasLength) {
            if (request.version().equals(HttpVersion.HTTP_1_0)) {
                endWithConnection(request);
            } else {
                response.setChunked(true);
            }
        }
    }

    /** An old client that asked to keep its connection would wait for ever. */
    private static void endWithConnection(HttpServerRequest request) {
        Linger.announce(request);
        request.response().endHandler(ended -> request.connection().close());
    }
}
