package balanza.balancer.routing;

import balanza.contract.App;
import balanza.contract.AppId;
import balanza.contract.AppSettings;
import balanza.contract.Node;
import balanza.contract.NodeId;
import balanza.contract.Scheme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Where an app's requests can go, as of one revision. Immutable; only the live figures of targets and app move. */
public final class Route {
    /** The name of the cookie that makes a client stay with its node; it is meant for us, not for the node. */
    public static final String STICKY_COOKIE = Sticky.COOKIE;

    private static final Pick NONE = new Pick.None();
    private static final Pick FULL = new Pick.Full();

    private final AppId app;
    private final AppSettings settings;
    private final AppLoad load;
    private final List<Target> targets;
    private final Policy policy;
    private final @Nullable Sticky sticky;
    private final int nodeRequests;
    private final int appRequests;
    private final Duration queueWait;
    private final boolean plain;
    private final LongSupplier clock;

    private Route(
            App app,
            AppLoad load,
            List<Target> targets,
            @Nullable Route before,
            RouteDefaults defaults,
            LongSupplier clock) {
        AppSettings.Limits limits = app.settings().limits();
        Integer queueMs = limits.queueMs();
        this.app = app.id();
        // Most apps have everything as usual, and each has come with an object of its own that says so.
        this.settings = app.settings().equals(AppSettings.DEFAULT) ? AppSettings.DEFAULT : app.settings();
        this.load = load;
        this.targets = targets;
        this.policy = before != null && before.choosesAs(settings)
                ? before.policy
                : Policy.of(settings.policy(), settings.hashOn());
        this.sticky = Sticky.of(app, targets, before == null ? null : before.sticky);
        this.nodeRequests = own(limits.nodeRequests(), defaults.nodeRequests());
        this.appRequests = own(limits.appRequests(), defaults.appRequests());
        this.queueWait = queueMs == null ? defaults.queueWait() : Duration.ofMillis(queueMs);
        this.clock = clock;
        this.plain = targets.stream().allMatch(target -> target.scheme() == Scheme.HTTP);
    }

    /**
     * The route of an app; takes over from the route before it what is still the same: the app's load, the targets of nodes
     * that stay, the policy and its state.
     *
     * @param before the route before it, of the same app
     * @param complete whether what is not known from before is new, and not just new to this process
     */
    static Route of(App app, @Nullable Route before, RouteDefaults defaults, LongSupplier clock, boolean complete) {
        AppLoad load = before == null ? new AppLoad(clock) : before.load;
        Map<NodeId, Target> known = new HashMap<>();
        if (before != null) {
            before.targets.forEach(target -> known.put(target.id(), target));
        }
        List<Target> targets = new ArrayList<>(app.nodes().size());
        for (Node node : app.nodes()) {
            Target target = known.get(node.id());
            target = target == null ? new Target(node, load, complete) : target;
            target.configure(node);
            targets.add(target);
        }
        List<Target> all = List.copyOf(targets);
        load.configure(app.settings(), defaults, all);
        return new Route(app, load, all, before, defaults, clock);
    }

    /** Which app. */
    public AppId app() {
        return app;
    }

    /** How the app wants its requests treated. */
    public AppSettings settings() {
        return settings;
    }

    /** What the app has under way, whatever the revision. */
    public AppLoad load() {
        return load;
    }

    /** All of the app's nodes, usable or not. */
    public List<Target> targets() {
        return targets;
    }

    /** How a node is chosen of those that can be; the same object as before where the app has not changed it. */
    Policy policy() {
        return policy;
    }

    /** Whether no node wants TLS. */
    public boolean plain() {
        return plain;
    }

    /** How long a request may wait for room. */
    public Duration queueWait() {
        return queueWait;
    }

    /**
     * Chooses a node and counts the request on it and on the app, in one: the node that the client's cookie names, if it
     * sticks; else the policy's choice of those that are healthy, not draining, not ejected, not tried, and have room.
     *
     * @param tried a target that has failed this request already. Its request was let in before, so the app's limit does not
     *     keep it out; and if this is called before {@link Target#end} of the first attempt, nobody takes its place meanwhile
     */
    public Pick take(RequestView request, @Nullable Target tried) {
        while (true) { // Until nobody else was faster; somebody always gets on.
            long now = clock.getAsLong();
            Target known = sticky == null ? null : sticky.target(request);
            if (tried == null && known == null && allServe(now)) {
                Pick pick = begin(policy.pick(targets, request), false, true, now);
                if (pick != null) {
                    return pick;
                }
                continue;
            }
            Shortlist shortlist = shortlist(tried, now);
            boolean stays = known != null && shortlist.mayServe(known);
            if (!stays && shortlist.free() == 0) {
                return shortlist.nodes() == 0 ? NONE : FULL;
            }
            Target chosen = stays ? known : choose(shortlist, request);
            Pick pick = chosen == null ? null : begin(chosen, stays, tried == null, now);
            if (pick != null) {
                return pick;
            }
        }
    }

    /** By far the most frequent case, in which there is nothing to make a list of. */
    private boolean allServe(long now) {
        for (int i = 0; i < targets.size(); i++) {
            if (!targets.get(i).serves(nodeRequests, now)) {
                return false;
            }
        }
        return !targets.isEmpty();
    }

    /** @return {@code null} if somebody else was faster */
    private @Nullable Pick begin(Target chosen, boolean stays, boolean first, long now) {
        if (!load.tryBegin(first ? appRequests : Integer.MAX_VALUE)) {
            return FULL;
        }
        if (!chosen.tryBegin(nodeRequests)) {
            load.end();
            return null;
        }
        if (first) {
            load.letIn(now);
        }
        return new Pick.Taken(chosen, stays || sticky == null ? null : sticky.cookie(chosen));
    }

    private @Nullable Target choose(Shortlist shortlist, RequestView request) {
        List<Target> candidates = shortlist.candidates();
        return candidates.isEmpty() ? null : policy.pick(candidates, request);
    }

    Shortlist shortlist(@Nullable Target tried, long now) {
        return Shortlist.of(targets, tried, nodeRequests, settings.failOpen(), now);
    }

    Optional<Target> target(NodeId node) {
        return targets.stream().filter(target -> target.id().equals(node)).findFirst();
    }

    private boolean choosesAs(AppSettings others) {
        return settings.policy() == others.policy() && settings.hashOn().equals(others.hashOn());
    }

    private static int own(@Nullable Integer set, int usual) {
        return set == null ? usual : set;
    }
}
