package balanza.auth;

import balanza.contract.Account;
import balanza.contract.ApiError;
import balanza.contract.Token;
import balanza.contract.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Signs tokens and checks them: JSON Web Tokens (RFC 7519) with HMAC-SHA-256. */
final class Tokens {
    private static final String KEY_ID = "balanza";
    private static final String ALGORITHM = "HS256";

    private static final int MOST_CHARACTERS = 4_096;
    /** How far the clocks of two auths may differ, in seconds: a fresh token of one must do at the other. */
    private static final int LEEWAY = 5;

    private final JWTAuth jwt;
    private final Duration life;

    Tokens(Vertx vertx, AuthConfig config) {
        jwt = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .setJWTOptions(new JWTOptions().setLeeway(LEEWAY))
                        .addPubSecKey(new PubSecKeyOptions()
                                .setId(KEY_ID)
                                .setAlgorithm(ALGORITHM)
                                .setBuffer(config.secret().reveal())));
        life = config.tokenLife();
    }

    /** A token for who has shown to be the owner of that account. */
    Token issue(Account account) {
        JsonObject claims = new JsonObject()
                .put("identity", account.user().email())
                .put("sub", account.user().id().value())
                .put("epoch", account.tokenEpoch())
                .put("nbf", Instant.now().getEpochSecond())
                .put("jti", UUID.randomUUID().toString());
        JWTOptions options = new JWTOptions().setAlgorithm(ALGORITHM).setExpiresInSeconds((int) life.toSeconds());
        return new Token(jwt.generateToken(claims, options));
    }

    /** @return what the token says; {@link ApiError#UNAUTHORIZED} unless we have signed it and it is valid now */
    Future<Claims> check(Token token) {
        // Whatever comes with another header (another algorithm, none, another key) is refused unread.
        if (token.value().length() > MOST_CHARACTERS || !token.value().startsWith(Token.PREFIX)) {
            return refused();
        }
        return Future.succeededFuture()
                .compose(now -> jwt.authenticate(new TokenCredentials(token.value()))) // It may throw as well as fail.
                .compose(valid -> claims(valid.attributes().getJsonObject("accessToken")))
                .recover(invalid -> refused());
    }

    /** Expiry to the second, without the leeway; a token that never expires is not one of ours. */
    private static Future<Claims> claims(JsonObject token) {
        if (token.getValue("exp") instanceof Number expires
                && expires.longValue() > Instant.now().getEpochSecond()
                && token.getValue("sub") instanceof String user
                && token.getValue("epoch") instanceof Integer epoch) {
            return Future.succeededFuture(new Claims(new UserId(user), epoch));
        }
        return refused();
    }

    private static <T> Future<T> refused() {
        return Future.failedFuture(ApiError.UNAUTHORIZED.exception());
    }

    /**
     * What a valid token says.
     *
     * @param epoch of the account when the token was issued
     */
    record Claims(UserId user, int epoch) {}
}
