package balanza.registry;

/**
 * What a bucket holds, without its records.
 *
 * @param from the date of the oldest record, milliseconds since 1970
 * @param to the date of the newest
 */
record LogHead(String bucket, long from, long to, int count) {
    /** No record of this bucket, nor of any that follows it newest first, comes after this place. */
    LogPlace latest() {
        return new LogPlace(to, bucket, count - 1);
    }
}
