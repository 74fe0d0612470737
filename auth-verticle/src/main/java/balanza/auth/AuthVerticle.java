package balanza.auth;

import balanza.bus.Bus;
import balanza.bus.Deadline;
import balanza.contract.Account;
import balanza.contract.ApiError;
import balanza.contract.ApiException;
import balanza.contract.AuthRequest.CheckAuth;
import balanza.contract.AuthRequest.CloseAccount;
import balanza.contract.AuthRequest.IssueToken;
import balanza.contract.AuthRequest.SignUp;
import balanza.contract.AuthRequest.WhoIs;
import balanza.contract.Credentials;
import balanza.contract.Present;
import balanza.contract.RegistryRequest.DeleteUser;
import balanza.contract.RegistryRequest.FindUser;
import balanza.contract.RegistryRequest.GetUser;
import balanza.contract.RegistryRequest.RegisterUser;
import balanza.contract.Token;
import balanza.contract.User;
import balanza.runtime.Health;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.Optional;

/** Tells who somebody is. Its {@link #start} lists all it answers. It keeps no data: accounts are the registry's. */
final class AuthVerticle extends VerticleBase {
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final long START_IS_OVER_MILLIS = 2_000;

    private final Bus bus;
    private final Tokens tokens;
    private final HashingPool hashing;
    private final PasswordHash nobody = PasswordHash.ofNobody();
    private volatile boolean listening;

    /** @param hashing closed with this verticle */
    AuthVerticle(Bus bus, Tokens tokens, HashingPool hashing, Health health) {
        this.bus = bus;
        this.tokens = tokens;
        this.hashing = hashing;
        health.ready("auth", () -> listening);
        health.figure("auth.hashes-made", hashing::done);
        health.figure("auth.hashes-refused", hashing::refused);
        health.figure("auth.hashes-too-late", hashing::late);
    }

    @Override
    public Future<?> start() {
        return Future.all(
                        bus.answer(SignUp.class, this::signUp),
                        bus.answer(IssueToken.class, this::issueToken),
                        bus.answer(CloseAccount.class, this::closeAccount),
                        bus.answer(WhoIs.class, this::whoIs),
                        bus.answer(CheckAuth.class, (request, deadline) -> Future.succeededFuture(new Present())))
                .onSuccess(all -> {
                    listening = true;
                    vertx.setTimer(START_IS_OVER_MILLIS, over -> warmUp());
                });
    }

    /**
     * Until the JVM has compiled it, hashing takes many times longer; the first user should not be the one to wait. Nor should
     * the start, which it would delay: it takes 19 MiB and a core for a while.
     */
    private void warmUp() {
        if (hashing.done() == 0) {
            hashing.run(Deadline.in(WARM_UP), () -> PasswordHash.of("warm-up"));
        }
    }

    @Override
    public Future<?> stop() {
        listening = false;
        hashing.close();
        return Future.succeededFuture();
    }

    private Future<User> signUp(SignUp request, Deadline deadline) {
        Credentials credentials = request.credentials();
        return hashing.run(deadline, () -> PasswordHash.of(credentials.password()))
                .compose(hash -> bus.ask(new RegisterUser(credentials.email(), hash.phc()), deadline));
    }

    private Future<Token> issueToken(IssueToken request, Deadline deadline) {
        return owner(request.credentials(), deadline).map(tokens::issue);
    }

    private Future<User> closeAccount(CloseAccount request, Deadline deadline) {
        return owner(request.credentials(), deadline)
                .compose(account -> bus.ask(new DeleteUser(account.user().id()), deadline));
    }

    /** Asked of the registry each time, so that a token dies at once with its user. */
    private Future<User> whoIs(WhoIs request, Deadline deadline) {
        return tokens.check(request.token()).compose(claims -> bus.ask(new GetUser(claims.user()), deadline)
                .compose(account -> account.tokenEpoch() == claims.epoch()
                        ? Future.succeededFuture(account.user())
                        : Future.failedFuture(ApiError.UNAUTHORIZED.exception())));
    }

    /**
     * The account that these credentials open. An unknown email costs the same work as a wrong password and fails with
     * the same words, so that nobody can ask who is registered.
     */
    private Future<Account> owner(Credentials credentials, Deadline deadline) {
        return find(credentials.email(), deadline).compose(account -> {
            PasswordHash hash = account.map(known -> PasswordHash.parse(known.passwordHash()))
                    .orElse(nobody);
            return hashing.run(deadline, () -> hash.fits(credentials.password()))
                    .map(fits -> account.filter(known -> fits).orElseThrow(ApiError.UNAUTHORIZED::exception));
        });
    }

    private Future<Optional<Account>> find(String email, Deadline deadline) {
        return bus.ask(new FindUser(email), deadline)
                .map(Optional::of)
                .recover(failure -> failure instanceof ApiException known && known.error() == ApiError.UNAUTHORIZED
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(failure));
    }
}
