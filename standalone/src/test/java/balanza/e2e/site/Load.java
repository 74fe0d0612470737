package balanza.e2e.site;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** GETs from many keep-alive connections at once, until it is closed. */
public final class Load {
    private static final long REQUEST_TIMEOUT_MS = 15_000;
    private static final int SHOWN_FAILURES = 10;

    private final HttpClient http;
    private final RequestOptions request;
    private final Map<Integer, AtomicLong> byStatus = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong failed = new AtomicLong();
    private final List<Future<Void>> running = new ArrayList<>();
    private volatile boolean ending;

    private Load(Vertx vertx, URI uri, int connections) {
        http = vertx.createHttpClient(
                new HttpClientOptions(),
                new PoolOptions().setHttp1MaxSize(connections).setEventLoopSize(2));
        request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(uri.getHost())
                .setPort(uri.getPort())
                .setURI(uri.getPath())
                .setTimeout(REQUEST_TIMEOUT_MS);
    }

    /** Each of the clients asks again as soon as it has its answer. */
    public static Load of(Client client, String path, int clients) {
        Load load = new Load(Nodes.vertx(), client.base().resolve(path), clients);
        for (int i = 0; i < clients; i++) {
            Promise<Void> ended = Promise.promise();
            load.running.add(ended.future());
            load.again(ended);
        }
        return load;
    }

    /** A steady rate for a time, whatever the answers take; returns when the last has come. */
    public static Result steady(Client client, String path, int perSecond, Duration time) {
        Load load = new Load(Nodes.vertx(), client.base().resolve(path), 64);
        Promise<Void> all = Promise.promise();
        long total = perSecond * time.toSeconds();
        AtomicLong sent = new AtomicLong();
        AtomicLong answered = new AtomicLong();
        long start = System.nanoTime();
        long timer = Nodes.vertx().setPeriodic(2, tick -> {
            long due = Math.min(total, (System.nanoTime() - start) * perSecond / 1_000_000_000L);
            for (; sent.get() < due; sent.incrementAndGet()) {
                load.once().onComplete(done -> {
                    if (answered.incrementAndGet() == total) {
                        all.complete();
                    }
                });
            }
        });
        load.running.add(all.future());
        try {
            return load.result(time.plusSeconds(20));
        } finally {
            Nodes.vertx().cancelTimer(timer);
        }
    }

    /** Lets it run for a time, then ends it. */
    public Result runFor(Duration time) {
        Poll.during(time, () -> {});
        return end();
    }

    /** Ends it, once the answers that are due have come. */
    public Result end() {
        ending = true;
        return result(Duration.ofMillis(REQUEST_TIMEOUT_MS + 5_000));
    }

    private Result result(Duration limit) {
        try {
            Future.join(running).await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the load does not end", e);
        } finally {
            TestNode.await(http.close());
        }
        Map<Integer, Long> counts = new TreeMap<>();
        byStatus.forEach((status, count) -> counts.put(status, count.get()));
        return new Result(counts, failed.get(), List.copyOf(failures));
    }

    private void again(Promise<Void> ended) {
        once().onComplete(done -> {
            if (ending) {
                ended.complete();
            } else {
                again(ended);
            }
        });
    }

    private Future<Buffer> once() {
        return http.request(request)
                .compose(sent -> sent.send().compose(this::counted))
                .onFailure(failure -> {
                    if (failed.incrementAndGet() <= SHOWN_FAILURES) {
                        failures.add(failure.toString());
                    }
                });
    }

    private Future<Buffer> counted(HttpClientResponse response) {
        return response.body().onSuccess(body -> {
            byStatus.computeIfAbsent(response.statusCode(), status -> new AtomicLong())
                    .incrementAndGet();
        });
    }

    /**
     * What became of it.
     *
     * @param failed how many got no whole answer
     * @param failures the first of them
     */
    public record Result(Map<Integer, Long> byStatus, long failed, List<String> failures) {
        /** How many were answered with 200. */
        public long ok() {
            return byStatus.getOrDefault(200, 0L);
        }

        /** @throws AssertionError unless there were answers, and all were 200 */
        public Result allOk() {
            if (failed > 0 || !byStatus.keySet().equals(Set.of(200))) {
                throw new AssertionError("not all 200: " + this);
            }
            return this;
        }
    }
}
