package balanza.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the registry can be asked. An app that does not exist and an app of somebody else both fail with
 * {@link ApiError#APP_NOT_FOUND}, so that nobody can ask who owns what.
 */
public sealed interface RegistryRequest<R> extends Request<R> {
    /** A request that changes something in a way that must not be done twice. */
    sealed interface Change<R> extends RegistryRequest<R> {
        @Override
        default boolean idempotent() {
            return false;
        }
    }

    /** Adds a user; fails with {@link ApiError#USER_EXISTS} if the email is taken. */
    record RegisterUser(String email, String passwordHash) implements Change<User> {
        @Override
        public String toString() {
            return "RegisterUser[" + email + "]";
        }
    }

    /** The account of an email; fails with {@link ApiError#UNAUTHORIZED} if there is none or it is being deleted. */
    record FindUser(String email) implements RegistryRequest<Account> {}

    /** The account of a user; fails with {@link ApiError#UNAUTHORIZED} if there is none or it is being deleted. */
    record GetUser(UserId user) implements RegistryRequest<Account> {}

    /** Removes a user, their apps, and those apps' logs; whatever is left by a failure half way is removed later. */
    record DeleteUser(UserId user) implements Change<User> {}

    /** Claims a name, with a first node; fails with {@link ApiError#APP_EXISTS} if it is taken or reserved. */
    record CreateApp(UserId owner, String app, NodeSpec node) implements Change<App> {}

    /** Removes an app, its nodes and its logs; the name is free again. */
    record RemoveApp(UserId owner, String app) implements Change<Tombstone> {}

    /**
     * Adds a node; fails with {@link ApiError#NODE_EXISTS} if the app has one at that endpoint, with
     * {@link ApiError#LIMIT_REACHED} if it has as many as it may.
     */
    record AddNode(UserId owner, String app, NodeSpec node) implements Change<App> {}

    /** Removes a node; fails with {@link ApiError#NODE_NOT_FOUND} if the app has none at that endpoint. */
    record RemoveNode(UserId owner, String app, Endpoint endpoint) implements Change<App> {}

    /**
     * Replaces an app's settings, all of them.
     *
     * @param revision fails with {@link ApiError#CHANGED_MEANWHILE} if the app is of another revision by now
     */
    record ConfigureApp(UserId owner, String app, AppSettings settings, long revision) implements Change<App> {}

    /**
     * Changes a node; what is {@code null} stays as it is.
     *
     * @param revision if given, fails with {@link ApiError#CHANGED_MEANWHILE} if the app is of another revision by now
     */
    record ConfigureNode(
            UserId owner,
            String app,
            Endpoint endpoint,
            @Nullable String statusPath,
            @Nullable Integer weight,
            @Nullable Boolean draining,
            @Nullable Long revision)
            implements Change<App> {}

    /** The apps of one user, by name. */
    record ListApps(UserId owner) implements RegistryRequest<Apps> {}

    /** One app of one user. */
    record GetApp(UserId owner, String app) implements RegistryRequest<App> {}

    /**
     * All apps and tombstones, in pages by name.
     *
     * @param changedSince only those changed at or after this moment of the store's clock; {@code null} for all
     * @param after the {@link AppPage#next} of the page before; {@code null} for the first page
     */
    record ReadApps(
            @Nullable Instant changedSince, @Nullable String after) implements RegistryRequest<AppPage> {}

    /**
     * Records what a check found. A node reported down that has been down for long enough is removed.
     *
     * @param state never {@link NodeState#UNKNOWN}
     * @param reason for people reading it, e.g. {@code "status 503 (expected: 200)"}
     */
    record ReportHealth(AppId app, String appName, NodeId node, NodeState state, String reason)
            implements RegistryRequest<Noted> {}

    /** Stores log records; sending the same bucket again does nothing. */
    record StoreBuckets(List<LogBucket> buckets) implements RegistryRequest<Stored> {
        public StoreBuckets {
            buckets = List.copyOf(buckets);
        }
    }

    /**
     * The newest log records of an app, or those before {@code cursor}.
     *
     * @param cursor a {@link LogPage#next}; {@code null} for the newest; a malformed one is {@link ApiError#BAD_REQUEST}
     * @param limit the most records to return, 1 to 1,000
     * @param all also requests that no node answered
     */
    record ReadLogs(UserId owner, String app, @Nullable String cursor, int limit, boolean all)
            implements RegistryRequest<LogPage> {}

    /** Whether the registry is there and its store answers. */
    record CheckRegistry() implements RegistryRequest<Present> {}
}
