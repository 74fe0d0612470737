package balanza.contract;

/**
 * A node as its owner describes it.
 *
 * @param endpoint where it listens
 * @param statusPath what is asked to learn its health: path and query, always with its leading slash
 * @param scheme {@link Scheme#HTTP} if not given
 * @param weight its share of new requests among the app's nodes, 0 (none) to {@value Node#MAX_WEIGHT}; {@value
 *     Node#DEFAULT_WEIGHT} if not given
 */
public record NodeSpec(Endpoint endpoint, String statusPath, Scheme scheme, Integer weight) {
    /** @throws IllegalArgumentException if the status path or the weight can never work; the message says why */
    public NodeSpec {
        statusPath = statusPath(statusPath);
        // What a message does not have is null here.
        scheme = scheme == null ? Scheme.HTTP : scheme;
        weight = weight == null ? Integer.valueOf(Node.DEFAULT_WEIGHT) : weight;
        if (weight < 0 || weight > Node.MAX_WEIGHT) {
            throw new IllegalArgumentException(
                    "weight: " + weight + " (expected: a whole number from 0 to " + Node.MAX_WEIGHT + ")");
        }
    }

    /** A node with everything else as usual. */
    public NodeSpec(Endpoint endpoint, String statusPath) {
        this(endpoint, statusPath, Scheme.HTTP, Node.DEFAULT_WEIGHT);
    }

    /**
     * The one form of a status path, with its leading slash.
     *
     * @throws IllegalArgumentException if it can never be asked for; the message says why
     */
    public static String statusPath(String path) {
        if (path.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '#')) {
            throw new IllegalArgumentException(
                    "statuspath: " + printable(path) + " (expected: a path without spaces, control characters or #)");
        }
        return path.startsWith("/") ? path : "/" + path;
    }

    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
