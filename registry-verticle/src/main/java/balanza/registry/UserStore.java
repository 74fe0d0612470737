package balanza.registry;

import balanza.contract.Account;
import balanza.contract.ApiError;
import balanza.contract.User;
import balanza.contract.UserId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.ext.mongo.UpdateOptions;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Users. A document is {@code {_id: userId, email, passwordHash, epoch, created, deleting}}; the email is unique, and a user
 * who is being deleted holds it to the end.
 */
final class UserStore {
    static final String USERS = "users";

    private static final int MAX_DELETING = 100;

    private final MongoClient mongo;
    private final InstantSource clock;

    UserStore(MongoClient mongo, InstantSource clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** @return fails with {@link ApiError#USER_EXISTS} if the email is taken */
    Future<User> register(String email, String passwordHash) {
        User user = new User(UserId.fresh(), email);
        JsonObject document = new JsonObject()
                .put("_id", user.id().value())
                .put("email", email)
                .put("passwordHash", passwordHash)
                .put("epoch", 0)
                .put("created", AppDocument.date(clock.instant()))
                .put("deleting", false);
        return mongo.insert(USERS, document)
                .map(user)
                .recover(failure -> Future.failedFuture(
                        StoreFailures.isDuplicate(failure) ? ApiError.USER_EXISTS.exception() : failure));
    }

    /** @return fails with {@link ApiError#UNAUTHORIZED} if there is none, or it is being deleted */
    Future<Account> find(String email) {
        return account(new JsonObject().put("email", email));
    }

    /** @return fails with {@link ApiError#UNAUTHORIZED} if there is none, or it is being deleted */
    Future<Account> get(UserId user) {
        return account(new JsonObject().put("_id", user.value()));
    }

    /** Whether that user exists and is not being deleted. */
    Future<Boolean> isActive(UserId user) {
        return mongo.findOne(USERS, byId(user), new JsonObject().put("deleting", 1))
                .map(found -> found != null && !found.getBoolean("deleting"));
    }

    /**
     * From now on nobody finds that user, and nothing of theirs comes into being any more.
     *
     * @return fails with {@link ApiError#UNAUTHORIZED} if there is none
     */
    Future<User> markDeleting(UserId user) {
        JsonObject mark = new JsonObject().put("$set", new JsonObject().put("deleting", true));
        return mongo.findOneAndUpdateWithOptions(USERS, byId(user), mark, new FindOptions(), returningNew())
                .map(marked ->
                        Optional.ofNullable(marked).map(UserStore::user).orElseThrow(ApiError.UNAUTHORIZED::exception));
    }

    /** Some of the users whose deletion has begun and not ended. */
    Future<List<UserId>> deleting() {
        FindOptions some =
                new FindOptions().setFields(new JsonObject().put("_id", 1)).setLimit(MAX_DELETING);
        return mongo.findWithOptions(USERS, new JsonObject().put("deleting", true), some)
                .map(found -> found.stream().map(UserStore::id).toList());
    }

    /** Removes a user who is being deleted. */
    Future<Void> remove(UserId user) {
        return mongo.removeDocument(USERS, byId(user).put("deleting", true)).mapEmpty();
    }

    /** Those of {@code users} who exist, whether or not they are being deleted. */
    Future<Set<UserId>> existing(Collection<UserId> users) {
        JsonArray ids =
                new JsonArray(users.stream().map(UserId::value).distinct().toList());
        return mongo.findWithOptions(
                        USERS,
                        new JsonObject().put("_id", new JsonObject().put("$in", ids)),
                        new FindOptions().setFields(new JsonObject().put("_id", 1)))
                .map(found -> found.stream().map(UserStore::id).collect(Collectors.toSet()));
    }

    private Future<Account> account(JsonObject which) {
        return mongo.findOne(USERS, which, null).map(found -> Optional.ofNullable(found)
                .filter(document -> !document.getBoolean("deleting"))
                .map(UserStore::accountOf)
                .orElseThrow(ApiError.UNAUTHORIZED::exception));
    }

    private static JsonObject byId(UserId user) {
        return new JsonObject().put("_id", user.value());
    }

    private static Account accountOf(JsonObject document) {
        return new Account(user(document), document.getString("passwordHash"), document.getInteger("epoch"));
    }

    private static User user(JsonObject document) {
        return new User(id(document), document.getString("email"));
    }

    private static UserId id(JsonObject document) {
        return new UserId(document.getString("_id"));
    }

    private static UpdateOptions returningNew() {
        return new UpdateOptions().setReturningNewDocument(true);
    }
}
