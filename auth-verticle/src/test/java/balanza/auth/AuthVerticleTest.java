package balanza.auth;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import balanza.bus.Bus;
import balanza.bus.Deadline;
import balanza.contract.ApiError;
import balanza.contract.ApiException;
import balanza.contract.AuthRequest.CheckAuth;
import balanza.contract.AuthRequest.CloseAccount;
import balanza.contract.AuthRequest.IssueToken;
import balanza.contract.AuthRequest.SignUp;
import balanza.contract.AuthRequest.WhoIs;
import balanza.contract.Credentials;
import balanza.contract.Present;
import balanza.contract.Request;
import balanza.contract.Token;
import balanza.runtime.Health;
import balanza.runtime.Secret;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthVerticleTest {
    private static final Credentials ANA = new Credentials("Ana@Example.org", "123456");
    private static final Credentials WRONG = new Credentials("ana@example.org", "654321");
    private static final Credentials NOBODY = new Credentials("nobody@example.org", "123456");

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final Accounts registry = new Accounts();
    private final Health health = new Health();
    private final HashingPool hashing = new HashingPool(vertx, 1, 2);

    @BeforeEach
    void start() throws Exception {
        registry.answerOn(bus).await(10, SECONDS);
        var config = new AuthConfig(new Secret("kVhO1nXW2uGc0yqv5T3mZr8sJd7LwQ4eBfAtYiPx6Ko="), Duration.ofMinutes(5));
        var auth = new AuthVerticle(bus, new Tokens(vertx, config), hashing, health);
        assertThat(health.ready()).isFalse();
        vertx.deployVerticle(auth).await(10, SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, SECONDS);
    }

    @Test
    void isReadyOnceItAnswers() {
        assertThat(health.ready()).isTrue();
        assertThat(ask(new CheckAuth())).isEqualTo(new Present());
    }

    @Test
    void signsUpWithoutHandingOnThePassword() {
        var ana = ask(new SignUp(ANA));

        assertThat(ana.email()).isEqualTo("ana@example.org");
        assertThat(registry.account(ana).passwordHash())
                .startsWith("$argon2id$")
                .doesNotContain("123456");
        assertThat(errorOf(new SignUp(ANA))).isEqualTo(ApiError.USER_EXISTS);
    }

    @Test
    void issuesATokenThatTellsWhoItsBearerIs() {
        var ana = ask(new SignUp(ANA));

        assertThat(ask(new WhoIs(ask(new IssueToken(ANA))))).isEqualTo(ana);
    }

    @Test
    void tellsAnUnknownEmailFromAWrongPasswordNeitherByWordsNorByWork() {
        ask(new SignUp(ANA));
        var before = hashing.done();

        var wrongPassword = failureOf(new IssueToken(WRONG));
        var afterWrongPassword = hashing.done();
        var unknownEmail = failureOf(new IssueToken(NOBODY));

        assertThat(unknownEmail.error()).isEqualTo(wrongPassword.error()).isEqualTo(ApiError.UNAUTHORIZED);
        assertThat(unknownEmail.description()).isEqualTo(wrongPassword.description());
        assertThat(afterWrongPassword - before).isEqualTo(1);
        assertThat(hashing.done() - afterWrongPassword).isEqualTo(1);
    }

    @Test
    void closesAnAccountForItsOwnerOnly() {
        var ana = ask(new SignUp(ANA));
        var before = hashing.done();

        assertThat(errorOf(new CloseAccount(WRONG))).isEqualTo(ApiError.UNAUTHORIZED);
        assertThat(errorOf(new CloseAccount(NOBODY))).isEqualTo(ApiError.UNAUTHORIZED);
        assertThat(hashing.done() - before).isEqualTo(2);
        assertThat(ask(new CloseAccount(ANA))).isEqualTo(ana);
        assertThat(errorOf(new IssueToken(ANA))).isEqualTo(ApiError.UNAUTHORIZED);
    }

    @Test
    void aTokenDiesWithItsUserAlsoIfTheEmailIsRegisteredAnew() {
        ask(new SignUp(ANA));
        var token = ask(new IssueToken(ANA));
        ask(new CloseAccount(ANA));
        ask(new SignUp(ANA));

        assertThat(errorOf(new WhoIs(token))).isEqualTo(ApiError.UNAUTHORIZED);
    }

    @Test
    void aTokenOfAnotherEpochIsVoid() {
        var ana = ask(new SignUp(ANA));
        var token = ask(new IssueToken(ANA));

        registry.raiseEpoch(ana);

        assertThat(errorOf(new WhoIs(token))).isEqualTo(ApiError.UNAUTHORIZED);
        assertThat(ask(new WhoIs(ask(new IssueToken(ANA))))).isEqualTo(ana);
    }

    @Test
    void aBadTokenIsRefusedWithoutAskingTheRegistry() {
        assertThat(errorOf(new WhoIs(new Token("no.such.token")))).isEqualTo(ApiError.UNAUTHORIZED);
        assertThat(registry.asked()).isZero();
    }

    @Test
    void saysThatItIsUnavailableWhenTheRegistryIs() throws Exception {
        registry.goAway();

        assertThat(errorOf(new IssueToken(ANA))).isEqualTo(ApiError.UNAVAILABLE);
        assertThat(errorOf(new SignUp(ANA))).isEqualTo(ApiError.UNAVAILABLE);
    }

    @Test
    void isNotReadyAnyMoreOnceItEnds() throws Exception {
        for (String deployment : vertx.deploymentIDs()) {
            vertx.undeploy(deployment).await(10, SECONDS);
        }

        assertThat(health.ready()).isFalse();
    }

    private <R> R ask(Request<R> request) {
        try {
            return bus.ask(request, Deadline.in(Duration.ofSeconds(5))).await(10, SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private ApiError errorOf(Request<?> request) {
        return failureOf(request).error();
    }

    private ApiException failureOf(Request<?> request) {
        return catchThrowableOfType(ApiException.class, () -> ask(request));
    }
}
