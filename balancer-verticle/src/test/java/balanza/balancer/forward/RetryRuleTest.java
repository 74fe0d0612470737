package balanza.balancer.forward;

import static org.assertj.core.api.Assertions.assertThat;

import balanza.contract.ApiError;
import balanza.contract.Outcome;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryRuleTest {
    @ParameterizedTest(name = "{0} {1}, body: {2}, {3}")
    @CsvSource({
        "NOTHING_SENT, GET,     false, RESET, true,  ATTEMPTS_EXHAUSTED",
        "NOTHING_SENT, POST,    false, RESET, true,  ATTEMPTS_EXHAUSTED",
        "NOTHING_SENT, POST,    true,  RESET, true,  ATTEMPTS_EXHAUSTED",
        "NOTHING_SENT, PROPFIND, true, RESET, true,  ATTEMPTS_EXHAUSTED",
        "NOTHING_SENT, POST,    true,  CONNECT_TIMEOUT, true,  ATTEMPTS_EXHAUSTED",
        "SENT,         GET,     false, RESET, true,  ATTEMPTS_EXHAUSTED",
        "SENT,         GET,     false, RESPONSE_TIMEOUT, true,  ATTEMPTS_EXHAUSTED",
        "SENT,         HEAD,    false, RESET, true,  ATTEMPTS_EXHAUSTED",
        "SENT,         OPTIONS, false, RESET, true,  ATTEMPTS_EXHAUSTED",
        "SENT,         PUT,     false, RESET, true,  ATTEMPTS_EXHAUSTED",
        "SENT,         DELETE,  false, RESET, true,  ATTEMPTS_EXHAUSTED",
        "SENT,         GET,     true,  RESET, false, NODE_FAILED",
        "SENT,         PUT,     true,  RESET, false, NODE_FAILED",
        "SENT,         PUT,     true,  RESPONSE_TIMEOUT, false, NODE_TIMED_OUT",
        "SENT,         POST,    false, RESET, false, NODE_FAILED",
        "SENT,         POST,    false, RESPONSE_TIMEOUT, false, NODE_TIMED_OUT",
        "SENT,         PATCH,   false, RESET, false, NODE_FAILED",
        "SENT,         PROPFIND, false, RESET, false, NODE_FAILED",
        "SENT,         get,     false, RESET, false, NODE_FAILED",
    })
    void repeatsOnlyWhatCannotBeDoneTwice(
            Progress progress, String method, boolean hasBody, Outcome outcome, boolean repeats, ApiError verdict) {
        var failed = new AttemptFailed(outcome, progress);

        assertThat(RetryRule.mayRepeat(failed, HttpMethod.valueOf(method), hasBody))
                .isEqualTo(repeats);
        assertThat(RetryRule.verdict(failed, HttpMethod.valueOf(method), hasBody))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"CLIENT_GONE", "REQUEST_STALLED"})
    void doesNotRepeatForWhatTheClientHasDone(Outcome outcome) {
        assertThat(RetryRule.mayRepeat(AttemptFailed.of(outcome, false), HttpMethod.GET, false))
                .isFalse();
    }
}
