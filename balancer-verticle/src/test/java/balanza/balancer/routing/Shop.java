package balanza.balancer.routing;

import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.AppSettings;
import balanza.contract.Endpoint;
import balanza.contract.Event.NodeDown;
import balanza.contract.Event.NodeUp;
import balanza.contract.HashOn;
import balanza.contract.Node;
import balanza.contract.NodeId;
import balanza.contract.NodeState;
import balanza.contract.PolicyName;
import balanza.contract.Scheme;
import balanza.contract.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An app in a real table, whose time goes on only when told to. Each change raises the revision. */
final class Shop {
    static final RequestView ANYBODY = view("192.0.2.1", Map.of());
    static final RouteDefaults DEFAULTS = RouteDefaults.USUAL;
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static final AtomicLong BORN = new AtomicLong();

    final AppId id = new AppId("app-" + BORN.incrementAndGet());
    final AtomicLong clock;
    final RoutingTable table;
    AppSettings settings = AppSettings.DEFAULT;

    @Nullable
    String stickyKey;

    private long revision;

    Shop() {
        this(DEFAULTS);
    }

    Shop(RouteDefaults defaults) {
        // Near the greatest number, so that whatever compares times wrongly fails.
        clock = new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(5).toNanos());
        table = new RoutingTable(defaults, clock::get);
    }

    /** A shop with so many nodes, at ports from 1 on, whose ids are always the same. */
    static Shop of(int nodes) {
        var shop = new Shop();
        shop.nodes(nodes(nodes));
        return shop;
    }

    static Node[] nodes(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Shop::node).toArray(Node[]::new);
    }

    static Node node(int port) {
        return node(port, NodeState.UP, Node.DEFAULT_WEIGHT, false);
    }

    static Node node(int port, NodeState state) {
        return node(port, state, Node.DEFAULT_WEIGHT, false);
    }

    static Node weighing(int port, int weight) {
        return node(port, NodeState.UP, weight, false);
    }

    static Node draining(int port) {
        return node(port, NodeState.UP, Node.DEFAULT_WEIGHT, true);
    }

    static Node node(int port, NodeState state, int weight, boolean draining) {
        var id = new NodeId("node-" + port);
        return new Node(id, new Endpoint("n", port), "/", state, NOON, null, Scheme.HTTP, weight, draining);
    }

    /** The app now has these nodes. */
    Route nodes(Node... nodes) {
        table.apply(app(++revision, nodes));
        return route();
    }

    App app(long revision, Node... nodes) {
        return new App(id, "shop", new UserId("owner"), NOON, revision, List.of(nodes), settings, stickyKey);
    }

    Route route() {
        return table.route("shop").orElseThrow();
    }

    Target target(int port) {
        return route().target(new NodeId("node-" + port)).orElseThrow();
    }

    /** The ports of all that a request of a new client may go to now. */
    List<Integer> candidates() {
        return candidates(null);
    }

    List<Integer> candidates(@Nullable Target tried) {
        var shortlist = route().shortlist(tried, clock.get());
        var all = shortlist.free() == 0 ? List.<Target>of() : shortlist.candidates();
        return all.stream().map(Shop::port).toList();
    }

    Target taken() {
        return taken(null);
    }

    Target taken(@Nullable Target tried) {
        return ((Pick.Taken) take(tried)).target();
    }

    Pick take(@Nullable Target tried) {
        return route().take(ANYBODY, tried);
    }

    void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    void down(int port, Duration hold) {
        table.nodeDown(new NodeDown(id, "shop", new NodeId("node-" + port), "refused", NOON.plusNanos(tick()), hold));
    }

    void up(int port) {
        table.nodeUp(new NodeUp(id, "shop", new NodeId("node-" + port), NOON.plusNanos(tick())));
    }

    static void eject(Target target) {
        for (int i = 0; i < Ejection.CONNECT_FAILURES; i++) {
            target.connectFailed();
        }
    }

    static int port(Target target) {
        return target.endpoint().port();
    }

    static RequestView view(String address, Map<String, String> cookies) {
        return new RequestView() {
            @Override
            public String address() {
                return address;
            }

            @Override
            public @Nullable String header(String name) {
                return null;
            }

            @Override
            public @Nullable String cookie(String name) {
                return cookies.get(name);
            }
        };
    }

    Shop choosing(PolicyName policy) {
        return with(policy, HashOn.ADDRESS, AppSettings.Limits.DEFAULT);
    }

    Shop limited(@Nullable Integer nodeRequests, @Nullable Integer appRequests, @Nullable Integer queue) {
        return with(
                settings.policy(), settings.hashOn(), new AppSettings.Limits(nodeRequests, appRequests, queue, null));
    }

    private Shop with(PolicyName policy, HashOn hashOn, AppSettings.Limits limits) {
        settings = new AppSettings(
                policy,
                hashOn,
                settings.sticky(),
                settings.retry(),
                settings.timeouts(),
                limits,
                settings.failOpen(),
                settings.slowStartSeconds(),
                settings.healthCheck());
        return this;
    }

    Shop with(boolean sticky, boolean failOpen, int slowStartSeconds) {
        settings = new AppSettings(
                settings.policy(),
                settings.hashOn(),
                sticky,
                settings.retry(),
                settings.timeouts(),
                settings.limits(),
                failOpen,
                slowStartSeconds,
                settings.healthCheck());
        return this;
    }

    private static long tick() {
        return BORN.incrementAndGet();
    }
}
