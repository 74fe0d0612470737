package balanza.contract;

/**
 * A node as its owner describes it.
 *
 * @param endpoint where it listens
 * @param statusPath what is asked to learn its health: path and query, always with its leading slash
 */
public record NodeSpec(Endpoint endpoint, String statusPath) {
    /** @throws IllegalArgumentException if the status path can never be asked for; the message says why */
    public NodeSpec {
        if (statusPath.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '#')) {
            throw new IllegalArgumentException("statuspath: " + printable(statusPath)
                    + " (expected: a path without spaces, control characters or #)");
        }
        statusPath = statusPath.startsWith("/") ? statusPath : "/" + statusPath;
    }

    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
