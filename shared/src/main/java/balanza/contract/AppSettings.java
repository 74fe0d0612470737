package balanza.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an app wants its requests treated. What is {@code null} in a part is as the balancer or the monitor has it by
 * default.
 *
 * @param policy how a node is chosen
 * @param hashOn what {@link PolicyName#HASH} looks at
 * @param sticky whether a client stays with its node, by a signed cookie
 * @param failOpen whether requests go to nodes that are down when all are down
 * @param slowStartSeconds how long a node that has just come (back) gets a growing share, in seconds; 0: not at all
 */
public record AppSettings(
        PolicyName policy,
        HashOn hashOn,
        boolean sticky,
        Retry retry,
        Timeouts timeouts,
        Limits limits,
        boolean failOpen,
        int slowStartSeconds,
        HealthCheck healthCheck) {
    /** Everything as usual. */
    public static final AppSettings DEFAULT = new AppSettings(
            PolicyName.RANDOM,
            HashOn.ADDRESS,
            false,
            Retry.DEFAULT,
            Timeouts.DEFAULT,
            Limits.DEFAULT,
            false,
            0,
            HealthCheck.DEFAULT);

    public AppSettings {
        // What a message or a document does not have is null here.
        policy = policy == null ? PolicyName.RANDOM : policy;
        hashOn = orUsual(hashOn, HashOn.ADDRESS);
        retry = orUsual(retry, Retry.DEFAULT);
        timeouts = orUsual(timeouts, Timeouts.DEFAULT);
        limits = orUsual(limits, Limits.DEFAULT);
        healthCheck = orUsual(healthCheck, HealthCheck.DEFAULT);
    }

    /** Most are as usual: then a hundred thousand apps share one object. */
    private static <T> T orUsual(@Nullable T set, T usual) {
        return set == null || set.equals(usual) ? usual : set;
    }

    /**
     * Second attempts.
     *
     * @param attempts 1 or 2; {@code null} for 2
     * @param budgetPercent how many second attempts there may be, in percent of the requests of the last 10 s
     */
    public record Retry(
            @Nullable Integer attempts, @Nullable Integer budgetPercent) {
        public static final Retry DEFAULT = new Retry(null, null);
    }

    /**
     * All in milliseconds.
     *
     * @param connectMs until a node has taken a connection
     * @param answerMs from the request's last byte until the answer begins
     * @param bodyStallMs how long a body may stand still, either way
     * @param upgradedIdleMs how long an upgraded connection may be silent
     */
    public record Timeouts(
            @Nullable Integer connectMs,
            @Nullable Integer answerMs,
            @Nullable Integer bodyStallMs,
            @Nullable Integer upgradedIdleMs) {
        public static final Timeouts DEFAULT = new Timeouts(null, null, null, null);
    }

    /**
     * For each balancer process.
     *
     * @param nodeRequests requests in flight to one node
     * @param appRequests requests in flight to the whole app
     * @param queue requests that wait for room
     * @param queueMs how long they wait, in milliseconds
     */
    public record Limits(
            @Nullable Integer nodeRequests,
            @Nullable Integer appRequests,
            @Nullable Integer queue,
            @Nullable Integer queueMs) {
        public static final Limits DEFAULT = new Limits(null, null, null, null);
    }

    /**
     * How the app's nodes are checked.
     *
     * @param intervalSeconds between two checks of a node
     * @param timeoutMs for one check, in milliseconds
     * @param rise passing checks in a row that bring a node up
     * @param fall failing checks in a row that take a node down
     * @param statuses which statuses pass, each {@code "200"} or a range {@code "200-299"}; {@code null} for 200 only
     */
    public record HealthCheck(
            @Nullable Integer intervalSeconds,
            @Nullable Integer timeoutMs,
            @Nullable Integer rise,
            @Nullable Integer fall,
            @Nullable List<String> statuses) {
        public static final HealthCheck DEFAULT = new HealthCheck(null, null, null, null, null);

        public HealthCheck {
            statuses = statuses == null ? null : List.copyOf(statuses);
        }
    }
}
