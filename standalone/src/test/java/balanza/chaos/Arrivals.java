package balanza.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.e2e.site.Client;
import balanza.e2e.site.Poll;
import balanza.e2e.site.TestNode;
import balanza.e2e.site.Unique;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests at a steady rate, each at its own due time whatever has become of those before. How long one took counts from
 * when it was due. Each asks for {@code /<id>}, with an id of its own.
 */
final class Arrivals {
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(20);
    private static final String BALANCE = "/api/balance/";
    private static final int MOST_AT_ONCE = 4_000;
    private static final Vertx LOOPS = Vertx.vertx();

    private final HttpMethod method;
    private final List<Client> doors;
    private final String path;
    private final int perSecond;
    private final Map<String, String> fields;
    private final HttpClient http;
    private final ConcurrentLinkedQueue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final Promise<Void> lastSent = Promise.promise();
    private final long begin = System.nanoTime();
    /** Used by the timer's event loop only, and by others once that has completed {@link #lastSent}. */
    private int sent;

    private volatile boolean ending;

    private Arrivals(HttpMethod method, List<Client> doors, String prefix, int perSecond, boolean keepAlive) {
        this(method, doors, prefix, perSecond, keepAlive, Map.of());
    }

    private Arrivals(
            HttpMethod method,
            List<Client> doors,
            String prefix,
            int perSecond,
            boolean keepAlive,
            Map<String, String> fields) {
        this.fields = fields;
        this.method = method;
        this.doors = doors;
        this.path = prefix + "/" + Unique.name("run") + "-";
        this.perSecond = perSecond;
        http = LOOPS.createHttpClient(
                new HttpClientOptions().setKeepAlive(keepAlive).setConnectTimeout((int) REQUEST_LIMIT.toMillis()),
                new PoolOptions().setHttp1MaxSize(MOST_AT_ONCE));
        LOOPS.setPeriodic(1, this::sendAllDue);
    }

    /** GETs, over kept connections, to all front doors in turn. */
    static Arrivals gets(List<Client> doors, String app, int perSecond) {
        return new Arrivals(HttpMethod.GET, doors, BALANCE + app, perSecond, true);
    }

    /** POSTs with a body, over kept connections, to all front doors in turn. */
    static Arrivals posts(List<Client> doors, String app, int perSecond) {
        return new Arrivals(HttpMethod.POST, doors, BALANCE + app, perSecond, true);
    }

    /** GETs, each over a connection of its own, which the fast lane does not take. */
    static Arrivals ordinaryGets(List<Client> doors, String app, int perSecond) {
        return new Arrivals(HttpMethod.GET, doors, BALANCE + app, perSecond, false, Map.of("TE", "trailers"));
    }

    /** GETs, over kept connections, to a node itself. */
    static Arrivals getsPastTheBalancer(TestNode node, int perSecond) {
        Client direct = new Client(URI.create("http://127.0.0.1:" + node.port()));
        return new Arrivals(HttpMethod.GET, List.of(direct), "", perSecond, true);
    }

    /** Each over a connection of its own. */
    static Arrivals onFreshConnections(HttpMethod method, Client door, String app, int perSecond) {
        return new Arrivals(method, List.of(door), BALANCE + app, perSecond, false);
    }

    /** Ends it, once every answer that is due has come. */
    Outcomes end() {
        ending = true;
        await(lastSent.future());
        Poll.until(
                REQUEST_LIMIT.plusSeconds(5),
                () -> assertThat(arrivals).as("answers").hasSize(sent));
        await(http.close());
        return new Outcomes(List.copyOf(arrivals));
    }

    private void sendAllDue(long timer) {
        if (ending) {
            LOOPS.cancelTimer(timer);
            lastSent.tryComplete();
            return;
        }
        long due = (System.nanoTime() - begin) * perSecond / 1_000_000_000L;
        for (; sent < due; sent++) {
            send(sent);
        }
    }

    private void send(long number) {
        Client door = doors.get((int) (number % doors.size()));
        String target = path + number;
        String id = target.substring(target.lastIndexOf('/') + 1);
        long due = begin + number * 1_000_000_000L / perSecond;
        http.request(new RequestOptions()
                        .setMethod(method)
                        .setHost(door.base().getHost())
                        .setPort(door.base().getPort())
                        .setURI(target)
                        .setHeaders(HttpHeaders.headers().addAll(fields))
                        .setTimeout(REQUEST_LIMIT.toMillis()))
                .compose(request -> method.equals(HttpMethod.POST) ? request.send(id) : request.send())
                .compose(response -> response.body().map(body -> response.statusCode()))
                .transform(ended -> {
                    long took = System.nanoTime() - due;
                    arrivals.add(
                            ended.succeeded()
                                    ? new Arrival(method + " " + id, due, took, ended.result(), "")
                                    : new Arrival(
                                            method + " " + id,
                                            due,
                                            took,
                                            0,
                                            ended.cause().toString()));
                    return Future.succeededFuture();
                });
    }

    private static void await(Future<Void> future) {
        try {
            future.await(REQUEST_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the load does not end", e);
        }
    }
}
