package balanza.balancer.forward;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.ApiError;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryRuleTest {
    @ParameterizedTest(name = "{0} {1}, body: {2}, {3}")
    @CsvSource({
        "NOTHING_SENT, GET,     false, REFUSED, true,  ATTEMPTS_EXHAUSTED",
        "NOTHING_SENT, POST,    false, REFUSED, true,  ATTEMPTS_EXHAUSTED",
        "NOTHING_SENT, POST,    true,  REFUSED, true,  ATTEMPTS_EXHAUSTED",
        "NOTHING_SENT, PROPFIND, true, REFUSED, true,  ATTEMPTS_EXHAUSTED",
        "NOTHING_SENT, GET,     false, TIMEOUT, true,  UNAVAILABLE",
        "NOTHING_SENT, POST,    true,  FULL,    true,  UNAVAILABLE",
        "SENT,         GET,     false, REFUSED, true,  ATTEMPTS_EXHAUSTED",
        "SENT,         GET,     false, TIMEOUT, true,  ATTEMPTS_EXHAUSTED",
        "SENT,         HEAD,    false, REFUSED, true,  ATTEMPTS_EXHAUSTED",
        "SENT,         OPTIONS, false, REFUSED, true,  ATTEMPTS_EXHAUSTED",
        "SENT,         PUT,     false, REFUSED, true,  ATTEMPTS_EXHAUSTED",
        "SENT,         DELETE,  false, REFUSED, true,  ATTEMPTS_EXHAUSTED",
        "SENT,         GET,     true,  REFUSED, false, NODE_FAILED",
        "SENT,         PUT,     true,  REFUSED, false, NODE_FAILED",
        "SENT,         PUT,     true,  TIMEOUT, false, NODE_TIMED_OUT",
        "SENT,         POST,    false, REFUSED, false, NODE_FAILED",
        "SENT,         POST,    false, TIMEOUT, false, NODE_TIMED_OUT",
        "SENT,         PATCH,   false, REFUSED, false, NODE_FAILED",
        "SENT,         PROPFIND, false, REFUSED, false, NODE_FAILED",
        "SENT,         get,     false, REFUSED, false, NODE_FAILED",
    })
    void repeatsOnlyWhatCannotBeDoneTwice(
            Progress progress, String method, boolean hasBody, Reason reason, boolean repeats, ApiError verdict) {
        var failed = new AttemptFailed(progress, reason.exception());

        assertThat(RetryRule.mayRepeat(failed, HttpMethod.valueOf(method), hasBody))
                .isEqualTo(repeats);
        assertThat(RetryRule.verdict(failed, HttpMethod.valueOf(method), hasBody))
                .isEqualTo(verdict);
    }

    enum Reason {
        REFUSED,
        TIMEOUT,
        FULL;

        Exception exception() {
            return switch (this) {
                case REFUSED -> new IOException("Connection refused");
                case TIMEOUT -> new TimeoutException();
                case FULL -> new ConnectionPoolTooBusyException("full");
            };
        }
    }
}
