package balanza.balancer;

import static balanza.balancer.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.AuthRequest.CheckAuth;
import balanza.contract.AuthRequest.SignUp;
import balanza.contract.Present;
import balanza.contract.RegistryRequest.CheckRegistry;
import balanza.contract.User;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Control calls when the other services are away: 503 in time, and balancing goes on. */
class NeighboursAwayTest {
    private static final String ANA = "{\"email\":\"a@b.c\",\"password\":\"secret1\"}";

    private Balancer balancer;

    @BeforeEach
    void start() throws IOException {
        balancer = Balancer.ready();
    }

    @AfterEach
    void close() {
        balancer.close();
    }

    @Test
    void saysSoAtOnceIfNobodyListens() throws Exception {
        assertUnavailable(balancer.call("POST", "/api/users", ANA));
        assertUnavailable(balancer.call("GET", "/api/apps", ""));
    }

    @Test
    void saysSoWithinTwoSecondsIfNobodyAnswers() throws Exception {
        soon(balancer.bus.answer(
                SignUp.class, (request, deadline) -> Promise.<User>promise().future()));
        var begun = System.nanoTime();

        assertUnavailable(balancer.call("POST", "/api/users", ANA));
        assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.MILLISECONDS.toNanos(2_000));
    }

    @Test
    void hidesADefect() throws Exception {
        soon(balancer.bus.answer(
                SignUp.class, (request, deadline) -> Future.failedFuture(new IllegalStateException("at mongo:27017"))));

        assertThat(balancer.call("POST", "/api/users", ANA).error())
                .isEqualTo("500/99 Something went wrong on our side");
    }

    @Test
    void healthNamesWhoIsAway() throws Exception {
        soon(balancer.bus.answer(CheckAuth.class, (request, deadline) -> Future.succeededFuture(new Present())));
        soon(balancer.bus.answer(CheckRegistry.class, (request, deadline) -> Promise.<Present>promise()
                .future()));
        var answer = balancer.get("/api/health");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body())
                .isEqualTo("{\"auth\":\"up\",\"registry\":\"down\",\"monitor\":\"down\",\"balancer\":\"up\"}");
        assertThat(balancer.get("/api/health/ready").status()).isEqualTo(200);
    }

    @Test
    void isLiveButNotReadyBeforeTheFirstTable() throws Exception {
        try (var early = Balancer.withoutRegistry()) {
            assertThat(early.get("/api/health/live").status()).isEqualTo(200);
            var ready = early.get("/api/health/ready");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.body()).isEqualTo("{\"ready\":false}");
            assertThat(early.get("/api/health").json().getString("balancer")).isEqualTo("down");
        }
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 503 Service Unavailable");
        assertThat(answer.error()).startsWith("503/10 ");
        assertThat(answer.fields("retry-after")).containsExactly("1");
    }
}
