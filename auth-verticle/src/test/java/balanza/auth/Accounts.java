package balanza.auth;

import balanza.bus.Bus;
import balanza.contract.Account;
import balanza.contract.ApiError;
import balanza.contract.RegistryRequest.DeleteUser;
import balanza.contract.RegistryRequest.FindUser;
import balanza.contract.RegistryRequest.GetUser;
import balanza.contract.RegistryRequest.RegisterUser;
import balanza.contract.User;
import balanza.contract.UserId;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** As much of a registry as auth talks to, answering on the real bus. */
final class Accounts {
    private final Map<UserId, Account> accounts = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean away;

    Future<?> answerOn(Bus bus) {
        return Future.all(
                bus.answer(
                        FindUser.class,
                        (request, deadline) ->
                                find(account -> account.user().email().equals(request.email()))),
                bus.answer(
                        GetUser.class,
                        (request, deadline) ->
                                find(account -> account.user().id().equals(request.user()))),
                bus.answer(RegisterUser.class, (request, deadline) -> register(request)),
                bus.answer(
                        DeleteUser.class,
                        (request, deadline) -> Future.succeededFuture(
                                accounts.remove(request.user()).user())));
    }

    Account account(User user) {
        return accounts.get(user.id());
    }

    void raiseEpoch(User user) {
        accounts.computeIfPresent(
                user.id(),
                (id, account) -> new Account(account.user(), account.passwordHash(), account.tokenEpoch() + 1));
    }

    void goAway() {
        away = true;
    }

    int asked() {
        return asked.get();
    }

    private Future<Account> find(Predicate<Account> wanted) {
        asked.incrementAndGet();
        return away
                ? Future.failedFuture(ApiError.UNAVAILABLE.exception())
                : accounts.values().stream()
                        .filter(wanted)
                        .findFirst()
                        .map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(ApiError.UNAUTHORIZED.exception()));
    }

    private Future<User> register(RegisterUser request) {
        if (away) {
            return Future.failedFuture(ApiError.UNAVAILABLE.exception());
        }
        if (accounts.values().stream()
                .anyMatch(account -> account.user().email().equals(request.email()))) {
            return Future.failedFuture(ApiError.USER_EXISTS.exception());
        }
        User user = new User(UserId.fresh(), request.email());
        accounts.put(user.id(), new Account(user, request.passwordHash(), 0));
        return Future.succeededFuture(user);
    }
}
