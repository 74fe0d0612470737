package balanza.e2e.site;

import io.vertx.core.MultiMap;

/**
 * A request that a node was asked.
 *
 * @param target path and query as they stood in the request line
 */
public record Seen(String method, String target, MultiMap headers, String body) {
    /** The request line without the version. */
    public String line() {
        return method + " " + target;
    }
}
