package balanza.balancer.routing;

import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.Event.NodeDown;
import balanza.contract.Event.NodeUp;
import balanza.contract.NodeId;
import balanza.contract.Tombstone;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The routes of all apps, one table for the whole process. Of two pieces of knowledge about a name the one with the higher
 * revision stays, whichever came first. One change costs one entry.
 */
public final class RoutingTable {
    private static final Duration TOMBSTONES_REMEMBERED = Duration.ofMinutes(10);

    private final ConcurrentMap<String, Route> routes = new ConcurrentHashMap<>();
    private volatile boolean complete;

    /** The way to an app. */
    public Optional<Route> route(String app) {
        return Optional.ofNullable(routes.get(app)).filter(route -> !route.gone());
    }

    /** Whether the table holds all there was when this process started; before that it must not be used. */
    public boolean complete() {
        return complete;
    }

    /** Says that the first reading is done. */
    public void completed() {
        complete = true;
    }

    /** An app is, or at some time was, like this. */
    public void apply(App app) {
        routes.compute(app.name(), (name, known) -> isNews(known, app.revision()) ? Route.of(app, known) : known);
    }

    /** An app was removed. */
    public void apply(Tombstone tombstone) {
        routes.compute(
                tombstone.name(), (name, known) -> isNews(known, tombstone.revision()) ? Route.gone(tombstone) : known);
    }

    /** A monitor found a node down. */
    public void nodeDown(NodeDown event) {
        target(event.appName(), event.app(), event.node()).ifPresent(target -> target.down(event.at(), event.hold()));
    }

    /** A monitor found a node up again. */
    public void nodeUp(NodeUp event) {
        target(event.appName(), event.app(), event.node()).ifPresent(target -> target.up(event.at()));
    }

    /** Requests and upgraded connections that are under way to a node now. */
    public int inFlight(NodeId node) {
        return routes.values().stream()
                .flatMap(route -> route.target(node).stream())
                .mapToInt(Target::inFlight)
                .sum();
    }

    /** Forgets tombstones that no late news can be about any more. */
    public void forgetOldTombstones() {
        forgetOldTombstones(System.nanoTime());
    }

    void forgetOldTombstones(long now) {
        routes.values().removeIf(route -> route.goneBefore(now - TOMBSTONES_REMEMBERED.toNanos()));
    }

    private Optional<Target> target(String name, AppId app, NodeId node) {
        return route(name).filter(route -> route.app().equals(app)).flatMap(route -> route.target(node));
    }

    private static boolean isNews(@Nullable Route known, long revision) {
        return known == null || revision > known.revision();
    }
}
