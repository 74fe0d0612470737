package balanza.balancer.http;

import balanza.balancer.forward.Linger;
import balanza.contract.ApiError;
import balanza.contract.ApiException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where answers of our own are written: the contract's success and error bodies. */
public final class JsonAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(JsonAnswer.class);
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final String RETRY_AFTER_SECONDS = "1";
    private static final long HTTP2_INTERNAL_ERROR = 2;

    private JsonAnswer() {}

    /** A success. */
    public static void send(HttpServerRequest request, int status, JsonObject body) {
        write(request, status, JSON, body);
    }

    /** A failure: told as it is if it is an {@link ApiException}; otherwise a defect, logged here and shown without detail. */
    public static void fail(HttpServerRequest request, Throwable failure) {
        ApiException told = failure instanceof ApiException expected ? expected : defect(failure);
        if (request.response().headWritten()) {
            cut(request); // Too late for an answer; at least it must look cut.
            return;
        }
        ApiError error = told.error();
        if (error.passes()) {
            request.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (wantsProblem(request)) {
            write(request, error.status(), PROBLEM, problem(error, told.description()));
        } else {
            write(request, error.status(), JSON, body(error, told.description()));
        }
    }

    private static boolean wantsProblem(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaders.ACCEPT).stream()
                .anyMatch(types -> types.toLowerCase(Locale.ROOT).contains(PROBLEM));
    }

    private static ApiException defect(Throwable failure) {
        LOG.error("A defect", failure);
        return ApiError.DEFECT.exception();
    }

    private static JsonObject body(ApiError error, String description) {
        return new JsonObject()
                .put("status_code", Integer.toString(error.status()))
                .put("error", error.code())
                .put("description", description);
    }

    /** RFC 9457 section 3. */
    private static JsonObject problem(ApiError error, String description) {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", error.description())
                .put("status", error.status())
                .put("detail", description)
                .put("code", error.code());
    }

    private static void write(HttpServerRequest request, int status, String type, JsonObject body) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        boolean leftOver = announcesBody(request) && !request.isEnded();
        if (leftOver) {
            Linger.announce(request);
        }
        Buffer json = body.toBuffer();
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(json.length())) // Vert.x forgets it for HEAD.
                .end(json);
        if (leftOver) {
            Linger.close(request);
        }
    }

    /** On HTTP/2 the connection is others' too. */
    private static void cut(HttpServerRequest request) {
        if (isHttp2(request)) {
            request.response().reset(HTTP2_INTERNAL_ERROR);
        } else {
            request.connection().close();
        }
    }

    private static boolean isHttp2(HttpServerRequest request) {
        return request.version().equals(HttpVersion.HTTP_2);
    }

    private static boolean announcesBody(HttpServerRequest request) {
        String length = request.headers().get(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) : !length.equals("0");
    }
}
