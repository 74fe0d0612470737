package balanza.bus;

import balanza.contract.ApiError;
import balanza.contract.ApiException;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How failures cross the bus: the HTTP status as failure code, the error's name and description as message. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final char BETWEEN = ':';

    private Failures() {}

    static ReplyException toWire(ApiException failure) {
        return new ReplyException(
                ReplyFailure.RECIPIENT_FAILURE,
                failure.error().status(),
                failure.error().name() + BETWEEN + failure.description());
    }

    /**
     * Nothing but an {@link ApiException} comes out: no handler and no answer in time are {@link ApiError#UNAVAILABLE},
     * an answer that cannot be read is a defect.
     */
    static ApiException fromWire(Throwable failure) {
        if (failure instanceof ApiException expected) {
            return expected;
        }
        if (!(failure instanceof ReplyException reply)) {
            LOG.error("An answer cannot be read", failure);
            return ApiError.DEFECT.exception();
        }
        return switch (reply.failureType()) {
            case NO_HANDLERS, TIMEOUT -> ApiError.UNAVAILABLE.exception();
            case ERROR, RECIPIENT_FAILURE -> parse(String.valueOf(reply.getMessage()));
        };
    }

    private static ApiException parse(String message) {
        int between = message.indexOf(BETWEEN);
        String name = between < 0 ? message : message.substring(0, between);
        return Arrays.stream(ApiError.values())
                .filter(error -> error.name().equals(name))
                .findFirst()
                .map(error -> error.exception(message.substring(between + 1)))
                .orElseGet(ApiError.DEFECT::exception);
    }
}
