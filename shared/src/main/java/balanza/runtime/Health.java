package balanza.runtime;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What operators can ask a process: {@code GET /live} (it answers), {@code GET /ready} (every service in it can do its
 * work) and {@code GET /figures} (its counters). Checks run on an event loop and must not block.
 */
public final class Health {
    private final Map<String, BooleanSupplier> checks = new ConcurrentSkipListMap<>();
    private final Map<String, LongSupplier> figures = new ConcurrentSkipListMap<>();
    private volatile boolean draining;

    /** @param check whether {@code part} can do its work now */
    public void ready(String part, BooleanSupplier check) {
        checks.put(part, check);
    }

    /** @param figure a counter, with its unit in {@code name} */
    public void figure(String name, LongSupplier figure) {
        figures.put(name, figure);
    }

    /** From here on the process is not ready, whatever its parts say: it finishes what it has begun, and ends. */
    void drain() {
        draining = true;
    }

    /** The counters as they are now, by name. */
    public Map<String, Long> figures() {
        Map<String, Long> now = new TreeMap<>();
        figures.forEach((name, figure) -> now.put(name, figure.getAsLong()));
        return now;
    }

    /** Whether the process is about to end. */
    public boolean draining() {
        return draining;
    }

    /** Whether every part can do its work now, and will. */
    public boolean ready() {
        return !draining && checks.values().stream().allMatch(BooleanSupplier::getAsBoolean);
    }

    /**
     * Listens, if a port is given.
     *
     * @return the port, 0 if there is none; fails if it cannot be bound
     */
    Future<Integer> listen(Vertx vertx, HealthPort where) {
        if (where.port().isEmpty()) {
            return Future.succeededFuture(0);
        }
        return vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(10))
                .requestHandler(this::answer)
                .listen(where.port().get(), where.host())
                .map(HttpServer::actualPort);
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/live" -> answer(request, 200, new JsonObject().put("live", true));
            case "/ready" -> answer(request, ready() ? 200 : 503, parts());
            case "/figures" -> answer(request, 200, counters());
            default -> answer(request, 404, new JsonObject());
        }
    }

    private JsonObject parts() {
        JsonObject parts = new JsonObject();
        checks.forEach((part, check) -> parts.put(part, check.getAsBoolean()));
        JsonObject answer = new JsonObject().put("ready", ready()).put("parts", parts);
        return draining ? answer.put("draining", true) : answer;
    }

    private JsonObject counters() {
        JsonObject counters = new JsonObject();
        figures().forEach(counters::put);
        return counters;
    }

    private static void answer(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.encode());
    }
}
