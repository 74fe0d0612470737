package balanza.monitor;

/** What one check of a node found. */
sealed interface Outcome {
    /** The node answered, with a status that its app accepts. */
    record Passed(int status) implements Outcome {}

    /** @param reason for people, e.g. {@code "status 503 (expected: 200)"} */
    record Failed(String reason) implements Outcome {}
}
