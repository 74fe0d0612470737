package balanza.balancer.routing;

import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.Event.NodeDown;
import balanza.contract.Event.NodeUp;
import balanza.contract.NodeId;
import balanza.contract.Tombstone;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The routes of all apps, one table for the whole process. Of two pieces of knowledge about a name the one with the higher
 * revision stays, whichever came first. One change costs one entry.
 */
public final class RoutingTable {
    private static final Duration TOMBSTONES_REMEMBERED = Duration.ofMinutes(10);

    private final RouteDefaults defaults;
    private final LongSupplier clock;
    private final ConcurrentMap<String, Known> names = new ConcurrentHashMap<>();
    private final AllTargets targets = new AllTargets();
    private volatile boolean complete;

    /**
     * What is known of a name.
     *
     * @param route {@code null} if its app is gone
     * @param at since when, in nanoseconds
     */
    private record Known(long revision, @Nullable Route route, long at) {}

    /** With everything as usual. */
    public RoutingTable() {
        this(RouteDefaults.USUAL);
    }

    /** @param defaults for apps that have not set it otherwise */
    public RoutingTable(RouteDefaults defaults) {
        this(defaults, System::nanoTime);
    }

    /** @param clock in nanoseconds, like {@link System#nanoTime} */
    RoutingTable(RouteDefaults defaults, LongSupplier clock) {
        this.defaults = defaults;
        this.clock = clock;
    }

    /** The way to an app. */
    public Optional<Route> route(String app) {
        Known known = names.get(app);
        return Optional.ofNullable(known == null ? null : known.route);
    }

    /** Whether the table holds all there was when this process started; before that it must not be used. */
    public boolean complete() {
        return complete;
    }

    /** Says that the first reading is done. */
    public void completed() {
        complete = true;
    }

    /**
     * How many requests are still under way to a node, also if it is in no route any more. Once its app was applied without
     * it, or with it draining, this does not grow, so that 0 means that it can be stopped.
     */
    public int inFlight(NodeId node) {
        return targets.inFlight(node);
    }

    /** An app is, or at some time was, like this. Nothing that is under way is cut. */
    public void apply(App app) {
        names.compute(app.name(), (name, known) -> isNews(known, app.revision()) ? next(app, known) : known);
        route(app.name()).ifPresent(route -> route.load().room()); // More nodes, or higher limits.
    }

    /** An app was removed. Nothing that is under way is cut. */
    public void apply(Tombstone tombstone) {
        names.compute(tombstone.name(), (name, known) -> {
            if (!isNews(known, tombstone.revision())) {
                return known;
            }
            forget(known == null ? null : known.route);
            return new Known(tombstone.revision(), null, clock.getAsLong());
        });
    }

    /** A monitor found a node down. */
    public void nodeDown(NodeDown event) {
        target(event.appName(), event.app(), event.node()).ifPresent(target -> target.down(event.at(), event.hold()));
    }

    /** A monitor found a node up again. */
    public void nodeUp(NodeUp event) {
        target(event.appName(), event.app(), event.node()).ifPresent(target -> target.up(event.at()));
    }

    /** Forgets tombstones that no late news can be about any more. */
    public void forgetOldTombstones() {
        long latest = clock.getAsLong() - TOMBSTONES_REMEMBERED.toNanos();
        names.values().removeIf(known -> known.route == null && known.at - latest < 0);
        targets.forgetIdle();
    }

    private void forget(@Nullable Route route) {
        targets.replace(route, List.of());
        if (route != null) {
            route.load().room(); // Whoever stands in line learns it at once.
        }
    }

    private Known next(App app, @Nullable Known known) {
        Route last = known == null ? null : known.route;
        Route before = last != null && last.app().equals(app.id()) ? last : null;
        Route route = Route.of(app, before, defaults, clock, complete);
        targets.replace(last, route.targets());
        return new Known(app.revision(), route, clock.getAsLong());
    }

    private Optional<Target> target(String name, AppId app, NodeId node) {
        return route(name).filter(route -> route.app().equals(app)).flatMap(route -> route.target(node));
    }

    private static boolean isNews(@Nullable Known known, long revision) {
        return known == null || revision > known.revision();
    }
}
