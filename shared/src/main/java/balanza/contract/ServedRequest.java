package balanza.contract;

/**
 * One balanced request that a node answered, as the access log keeps it.
 *
 * @param path without its leading slash and without the query
 * @param endPoint the node, {@code host:port}
 * @param dateMs when the request came, milliseconds since 1970, UTC
 * @param totalTimeMs until the last byte of the answer was handed to the client's connection
 * @param responseCode the node's status
 */
public record ServedRequest(
        String path, String method, String endPoint, long dateMs, long totalTimeMs, int responseCode) {}
