package balanza.monitor;

/** What one check of a node found. */
sealed interface Outcome {
    /** The node answered with status 200. */
    record Passed() implements Outcome {}

    /** @param reason for people, e.g. {@code "status 503 (expected: 200)"} */
    record Failed(String reason) implements Outcome {}
}
