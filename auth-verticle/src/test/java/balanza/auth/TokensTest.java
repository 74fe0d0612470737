package balanza.auth;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.Account;
import balanza.contract.ApiError;
import balanza.contract.ApiException;
import balanza.contract.Token;
import balanza.contract.User;
import balanza.contract.UserId;
import balanza.runtime.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokensTest {
    private static final String SECRET = "kVhO1nXW2uGc0yqv5T3mZr8sJd7LwQ4eBfAtYiPx6Ko=";
    private static final String HEADER = "{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"balanza\"}";
    private static final Account ANA = new Account(new User(UserId.fresh(), "ana@example.org"), "", 7);

    private final Vertx vertx = Vertx.vertx();
    private final Tokens tokens = new Tokens(vertx, new AuthConfig(new Secret(SECRET), Duration.ofMinutes(5)));

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, SECONDS);
    }

    @Test
    void carriesTheClaimsOfTheContract() {
        var before = Instant.now().getEpochSecond();
        var token = tokens.issue(ANA).value();
        var claims = new JsonObject(decode(token.split("\\.", -1)[1]));

        assertThat(claims.fieldNames())
                .containsExactlyInAnyOrder("identity", "sub", "epoch", "iat", "nbf", "exp", "jti");
        assertThat(claims.getString("identity")).isEqualTo("ana@example.org");
        assertThat(claims.getString("sub")).isEqualTo(ANA.user().id().value());
        assertThat(claims.getInteger("epoch")).isEqualTo(7);
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(300);
        assertThat(claims.getLong("nbf")).isBetween(before, claims.getLong("iat"));
    }

    @Test
    void alwaysBeginsWithTheSameBytesAndIsNeverTheSame() {
        assertThat(Token.PREFIX).isEqualTo("eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiIsImtpZCI6ImJhbGFuemEifQ.");
        assertThat(decode(Token.PREFIX.replace(".", ""))).isEqualTo(HEADER);
        assertThat(Stream.generate(() -> tokens.issue(ANA).value()).limit(100))
                .allMatch(token -> token.startsWith(Token.PREFIX))
                .doesNotHaveDuplicates();
    }

    @Test
    void acceptsWhatItIssued() {
        var claims = tokens.check(tokens.issue(ANA));

        assertThat(claims.result()).isEqualTo(new Tokens.Claims(ANA.user().id(), 7));
    }

    @Test
    void acceptsATokenOfAnotherAuthWhoseClockIsALittleAhead() {
        assertThat(tokens.check(signed(HEADER, valid().put("nbf", in(2)).put("iat", in(2))))
                        .succeeded())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void refuses(String what, Token token) {
        var refused = tokens.check(token);

        assertThat(errorOf(refused)).isEqualTo(ApiError.UNAUTHORIZED);
    }

    static Stream<Object[]> refuses() {
        var good = signed(HEADER, valid()).value();
        var unsigned = encode("{\"typ\":\"JWT\",\"alg\":\"none\"}") + "." + encode(valid().encode()) + ".";
        return Stream.of(
                row("nothing", ""),
                row("noise", "ñ.ñ.ñ"),
                row("the prefix alone", Token.PREFIX),
                row("too many parts", good + ".x"),
                row("algorithm none", unsigned),
                row("our header, unsigned", good.substring(0, good.lastIndexOf('.') + 1)),
                row("our header, signature left out", good.substring(0, good.lastIndexOf('.'))),
                row("another algorithm", signed(HEADER.replace("256", "512"), valid())),
                row("another key's id", signed(HEADER.replace("balanza", "other"), valid())),
                row("no key's id", signed("{\"typ\":\"JWT\",\"alg\":\"HS256\"}", valid())),
                row("another secret", signed(HEADER, valid().encode(), SECRET + "x")),
                row("other claims, same signature", tampered(good)),
                row("no expiry", signed(HEADER, without("exp"))),
                row("an expiry in words", signed(HEADER, valid().put("exp", "never"))),
                row("expired a second ago", signed(HEADER, valid().put("exp", in(-1)))),
                row("not valid yet", signed(HEADER, valid().put("nbf", in(60)))),
                row("no user", signed(HEADER, without("sub"))),
                row("no epoch", signed(HEADER, without("epoch"))),
                row("claims that are no object", signed(HEADER, "[]", SECRET)),
                row("claims that are no JSON", signed(HEADER, "{", SECRET)),
                row("longer than any of ours", signed(HEADER, valid().put("x", "x".repeat(4096)))));
    }

    private static JsonObject valid() {
        return new JsonObject()
                .put("sub", ANA.user().id().value())
                .put("epoch", 7)
                .put("iat", in(0))
                .put("nbf", in(0))
                .put("exp", in(60));
    }

    private static JsonObject without(String claim) {
        var claims = valid();
        claims.remove(claim);
        return claims;
    }

    private static long in(int seconds) {
        return Instant.now().getEpochSecond() + seconds;
    }

    private static String tampered(String token) {
        var parts = token.split("\\.", -1);
        var other = encode(valid().put("sub", UserId.fresh().value()).encode());
        return parts[0] + "." + other + "." + parts[2];
    }

    private static Token signed(String header, JsonObject claims) {
        return signed(header, claims.encode(), SECRET);
    }

    private static Token signed(String header, String claims, String secret) {
        try {
            var content = encode(header) + "." + encode(claims);
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var signature = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
            return new Token(
                    content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Object[] row(String what, Object token) {
        return new Object[] {what, token instanceof Token made ? made : new Token((String) token)};
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String text) {
        return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    }

    private static ApiError errorOf(Future<?> failed) {
        return ((ApiException) failed.cause()).error();
    }
}
