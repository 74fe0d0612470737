package balanza.monitor;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** Many nodes in one: each status path has a status of its own, 200 unless told otherwise. */
final class StatusServer {
    /** Never answers. */
    static final int NO_ANSWER = 0;

    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, List<Long>> asked = new ConcurrentHashMap<>();
    private final BlockingQueue<String> paths = new LinkedBlockingQueue<>();

    /** @return the port */
    int listen(Vertx vertx) throws Exception {
        var server = vertx.createHttpServer().requestHandler(this::answer);
        return server.listen(0, "127.0.0.1").await(10, SECONDS).actualPort();
    }

    void answer(String path, int status) {
        statuses.put(path, status);
    }

    /** When the path was asked for, in milliseconds. */
    List<Long> asked(String path) {
        return asked.getOrDefault(path, List.of());
    }

    int timesAsked(String path) {
        return asked(path).size();
    }

    /** Waits until the path is asked for so many times more, from now. */
    void awaitAsked(String path, int times) throws InterruptedException {
        paths.clear();
        int left = times;
        while (left > 0) {
            String next = paths.poll(10, SECONDS);
            if (next == null) {
                throw new AssertionError(path + " was not asked for within 10 s");
            }
            left -= next.equals(path) ? 1 : 0;
        }
    }

    private void answer(HttpServerRequest request) {
        String path = request.uri();
        int status =
                statuses.getOrDefault(path, 200); // Before it is counted: what counts from now on has the new status.
        asked.computeIfAbsent(path, first -> new CopyOnWriteArrayList<>()).add(NANOSECONDS.toMillis(System.nanoTime()));
        paths.add(path);
        if (status != NO_ANSWER) {
            request.response().setStatusCode(status).end();
        }
    }
}
