package balanza.standalone;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;

/** A request as JSON. The body is read to its end and counted; only its first 64 KiB are kept. */
final class Echo {

    static final int MAX_BODY_BYTES = 64 * 1024;

    private final Buffer kept = Buffer.buffer();
    private long bodyBytes;

    private Echo() {}

    /** What {@code request} says, once it is all there; fails if the client goes before that. */
    static Future<JsonObject> of(HttpServerRequest request) {
        var echo = new Echo();
        request.handler(echo::take);
        return request.end().map(ended -> echo.json(request));
    }

    private void take(Buffer piece) {
        bodyBytes += piece.length();
        kept.appendBuffer(piece, 0, Math.min(piece.length(), MAX_BODY_BYTES - kept.length()));
    }

    private JsonObject json(HttpServerRequest request) {
        return new JsonObject()
                .putNull("node") // named first; the node puts its own
                .put("method", request.method().name())
                .put("path", request.path())
                .put("query", Objects.requireNonNullElse(request.query(), ""))
                .put("headers", headers(request))
                .put("body", kept.toString())
                .put("bodyBytes", bodyBytes);
    }

    private static JsonObject headers(HttpServerRequest request) {
        var json = new JsonObject();
        for (var name : request.headers().names()) {
            var values = request.headers().getAll(name);
            json.put(name, values.size() == 1 ? values.get(0) : new JsonArray(List.copyOf(values)));
        }
        return json;
    }
}
