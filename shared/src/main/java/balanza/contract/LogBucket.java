package balanza.contract;

import java.util.List;

/**
 * Log records of one app, stored in one piece.
 *
 * @param balancer the process that served them, a fresh id at each start
 * @param second when the bucket was closed, seconds since 1970
 * @param part counts the buckets of that app, balancer and second
 * @param records at least one, at most {@value #MAX_RECORDS}
 */
public record LogBucket(AppId app, String balancer, long second, int part, List<ServedRequest> records) {
    /** The most records that a bucket holds. */
    public static final int MAX_RECORDS = 1_000;

    public LogBucket {
        records = List.copyOf(records);
    }

    /** Whether these are requests that nodes answered; a bucket holds either those only, or others only. */
    public boolean answered() {
        return records.stream().allMatch(ServedRequest::answered);
    }

    /** The same for the same bucket however often it is sent, so that sending it again stores nothing twice. */
    public String id() {
        return app + "/" + balancer + "/" + second + "/" + part;
    }
}
