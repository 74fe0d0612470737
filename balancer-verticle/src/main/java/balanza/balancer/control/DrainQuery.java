package balanza.balancer.control;

import balanza.contract.ApiError;
import balanza.contract.ApiException;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a client that removes a node wants to know of the requests under way to it: {@code ?drain=<seconds>&wait=<true or
 * false>}.
 *
 * @param patience how long it waits for them to end; zero for not at all
 */
record DrainQuery(Duration patience) {
    private static final int MAX_SECONDS = 3_600;

    /** @return nothing if it does not want to know; fails with {@link ApiError#BAD_REQUEST} */
    static Optional<DrainQuery> of(MultiMap query) {
        List<String> drain = query.getAll("drain");
        List<String> wait = query.getAll("wait");
        if (drain.isEmpty() && wait.isEmpty()) {
            return Optional.empty();
        }
        if (drain.isEmpty()) {
            throw ApiError.BAD_REQUEST.exception("wait: given without drain (expected: both, or drain alone)");
        }
        Duration limit = seconds(drain);
        return Optional.of(new DrainQuery(isTrue(wait) ? limit : Duration.ZERO));
    }

    private static Duration seconds(List<String> values) {
        String text = values.get(0);
        if (values.size() > 1
                || !text.matches("[0-9]{1,4}")
                || Integer.parseInt(text) < 1
                || Integer.parseInt(text) > MAX_SECONDS) {
            throw wrong("drain", "a whole number of seconds from 1 to " + MAX_SECONDS);
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }

    private static boolean isTrue(List<String> values) {
        if (values.isEmpty() || values.equals(List.of("false"))) {
            return false;
        }
        if (!values.equals(List.of("true"))) {
            throw wrong("wait", "true or false");
        }
        return true;
    }

    private static ApiException wrong(String parameter, String expected) {
        return ApiError.BAD_REQUEST.exception(parameter + ": not usable (expected: " + expected + ")");
    }
}
