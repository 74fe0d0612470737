package balanza.balancer;

import static balanza.balancer.Soon.soon;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import balanza.bus.Bus;
import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.AppPage;
import balanza.contract.AppSettings;
import balanza.contract.Endpoint;
import balanza.contract.Event.AppChanged;
import balanza.contract.LogBucket;
import balanza.contract.Node;
import balanza.contract.NodeId;
import balanza.contract.NodeState;
import balanza.contract.RegistryRequest.ReadApps;
import balanza.contract.RegistryRequest.StoreBuckets;
import balanza.contract.ServedRequest;
import balanza.contract.Stored;
import balanza.contract.UserId;
import balanza.records.PackReader;
import balanza.runtime.Env;
import balanza.runtime.Health;
import balanza.runtime.Start;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A real balancer on a real port, beside a registry of a few lines. */
public final class Balancer implements Closeable {
    private final Vertx vertx = TestVertx.open();
    private final AtomicInteger apps = new AtomicInteger();
    private final BlockingQueue<ServedRequest> logged = new LinkedBlockingQueue<>();
    private final Set<String> buckets = ConcurrentHashMap.newKeySet();
    private final Map<AppId, List<ServedRequest>> loggedOf = new ConcurrentHashMap<>();
    private final int port;
    private final Start start;
    private final Health health = new Health();

    public final Bus bus = new Bus(vertx);

    private Balancer(int port, Start start) {
        this.port = port;
        this.start = start;
    }

    /** A balancer that has read its table, which is empty. */
    public static Balancer ready() throws IOException {
        return ready(Map.of());
    }

    /** @param settings besides the usual */
    public static Balancer ready(Map<String, String> settings) throws IOException {
        var balancer = withoutRegistry(settings);
        soon(balancer.bus.answer(
                ReadApps.class,
                (request, deadline) -> Future.succeededFuture(new AppPage(List.of(), List.of(), null, Instant.EPOCH))));
        soon(balancer.bus.answer(
                StoreBuckets.class, (request, deadline) -> Future.succeededFuture(balancer.store(request))));
        balancer.until("GET /api/health/ready HTTP/1.1\r\nHost: x\r\n\r\n", 200);
        return balancer;
    }

    /** A balancer that has no table yet. */
    public static Balancer withoutRegistry() throws IOException {
        return withoutRegistry(Map.of());
    }

    private static Balancer withoutRegistry(Map<String, String> settings) throws IOException {
        var port = RawNode.freePort();
        var env = new Env(settings)
                .withDefaults(Map.of(
                        "APP_HOST",
                        "127.0.0.1",
                        "APP_PORT",
                        Integer.toString(port),
                        "RECONCILE_SECONDS",
                        "1",
                        "FAST_LANE",
                        System.getProperty("balanza.lane", "on")));
        var balancer = new Balancer(port, new BalancerService().configure(env));
        if (!env.mistakes().isEmpty()) {
            throw new AssertionError(env.mistakes());
        }
        soon(balancer.start.start(balancer.vertx, balancer.health));
        return balancer;
    }

    /** Finishes what is under way, as at the process's end. */
    Future<?> drain() {
        return start.drain();
    }

    /** @return the name of a new app with nodes at these places, once it is routed */
    public String app(Endpoint... nodes) throws IOException {
        var name = "app" + apps.incrementAndGet();
        bus.tell(new AppChanged(app(name, nodes)));
        // Refused as a loop, so that no node hears of it.
        until("GET /api/balance/" + name + " HTTP/1.1\r\nHost: x\r\nVia: 1.1 balanza\r\n\r\n", 508);
        return name;
    }

    /** @return a new app with these settings and nodes, once it is routed */
    public App app(AppSettings settings, Endpoint... nodes) throws IOException {
        var plain = app("app" + apps.incrementAndGet(), nodes);
        return changed(new App(
                plain.id(), plain.name(), plain.owner(), plain.created(), 1, plain.nodes(), settings, "sticky-key"));
    }

    /** @return that app, once it is routed */
    public App changed(App app) throws IOException {
        bus.tell(new AppChanged(app));
        until("GET /api/balance/" + app.name() + " HTTP/1.1\r\nHost: x\r\nVia: 1.1 balanza\r\n\r\n", 508);
        return app;
    }

    public static App app(String name, Endpoint... nodes) {
        return new App(
                AppId.fresh(),
                name,
                new UserId("owner"),
                Instant.EPOCH,
                1,
                Arrays.stream(nodes).map(Balancer::node).toList());
    }

    public static Node node(Endpoint endpoint) {
        return new Node(NodeId.fresh(), endpoint, "/", NodeState.UNKNOWN, Instant.EPOCH, null);
    }

    /** Where it listens. */
    public Endpoint endpoint() {
        return new Endpoint("127.0.0.1", port);
    }

    public Wire connect() throws IOException {
        return Wire.to(port);
    }

    /** Sends a whole request on a connection of its own. */
    public Answer ask(String request) throws IOException {
        try (var client = connect()) {
            return client.send(request).answer();
        }
    }

    public Answer get(String target) throws IOException {
        return ask("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    /** A control call with a JSON body and a good token. */
    public Answer call(String method, String path, String body) throws IOException {
        return call(method, path, body, "Authorization: Bearer " + Neighbours.TOKEN);
    }

    public Answer call(String method, String path, String body, String... fields) throws IOException {
        return ask(method + " " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(ISO_8859_1).length + "\r\n" + String.join("\r\n", fields)
                + (fields.length == 0 ? "\r\n" : "\r\n\r\n") + body);
    }

    /** The next request that was written to the log. */
    public ServedRequest logged() throws InterruptedException {
        var record = logged.poll(10, TimeUnit.SECONDS);
        if (record == null) {
            throw new AssertionError("nothing was logged");
        }
        return record;
    }

    /** All requests of one app that were written to the log; those that no node answered are apart. */
    public List<ServedRequest> logged(AppId app) {
        return List.copyOf(loggedOf.getOrDefault(app, List.of()));
    }

    /** A counter of the process. */
    public long figure(String name) {
        return health.figures().get(name);
    }

    @Override
    public void close() {
        soon(vertx.close());
    }

    /** As the registry does it: a bucket that comes again is known by its id, and harmless. */
    private Stored store(StoreBuckets batch) {
        for (var bucket : batch.buckets()) {
            if (!buckets.add(bucket.balancer() + " " + bucket.second() + " " + bucket.part())) {
                continue;
            }
            var records = PackReader.read(bucket.records());
            logged.addAll(records);
            loggedOf.computeIfAbsent(bucket.app(), first -> new CopyOnWriteArrayList<>())
                    .addAll(records);
        }
        return new Stored(batch.buckets().stream().mapToInt(LogBucket::count).sum(), 0);
    }

    private void until(String request, int status) throws IOException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (ask(request).status() != status) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no " + status + " to " + request);
            }
        }
    }
}
