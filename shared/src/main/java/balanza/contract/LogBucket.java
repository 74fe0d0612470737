package balanza.contract;

/**
 * Log records of one app, stored in one piece.
 *
 * @param balancer the process that served them, a fresh id at each start
 * @param second when the bucket was closed, seconds since 1970
 * @param part counts the buckets of that app, balancer and second
 * @param answered whether nodes answered these requests; a bucket holds either such only, or others only
 * @param from the date of the oldest record, milliseconds since 1970
 * @param to the date of the newest
 * @param count how many records there are
 */
public record LogBucket(
        AppId app,
        String balancer,
        long second,
        int part,
        boolean answered,
        long from,
        long to,
        int count,
        PackedRecords records) {
    /** The most records that a bucket holds: so many are unpacked to read one of them. */
    public static final int MAX_RECORDS = 5_000;

    /** A bucket whose records are so many bytes, before they are deflated, takes no more; the last may make it more. */
    public static final int ENOUGH_BYTES = 256 * 1_024;

    private static final int MAX_BYTES = 4 * 1_024 * 1_024;

    /** The same for the same bucket however often it is sent, so that sending it again stores nothing twice. */
    public String id() {
        return app + "/" + balancer + "/" + second + "/" + part;
    }

    /** Whether what it says of its records can be true, so that it may be stored without looking at them. */
    public boolean plausible() {
        return count >= 1
                && count <= MAX_RECORDS
                && from <= to
                && records.length() >= 1
                && records.length() <= MAX_BYTES;
    }
}
