package balanza.chaos;

import java.time.Duration;

/**
 * One request and what became of it.
 *
 * @param request method and id
 * @param dueNanos by {@link System#nanoTime}
 * @param tookNanos from then to the last byte of the answer, or to its failure
 * @param status 0 if no whole answer came
 * @param failure why not; empty if one came
 */
record Arrival(String request, long dueNanos, long tookNanos, int status, String failure) {
    /** What a node writes down if it does it. */
    String id() {
        return request.substring(request.indexOf(' ') + 1);
    }

    @Override
    public String toString() {
        return request + " " + (failure.isEmpty() ? status : failure) + " after "
                + Duration.ofNanos(tookNanos).toMillis() + " ms";
    }
}
