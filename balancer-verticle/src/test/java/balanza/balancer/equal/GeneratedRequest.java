package balanza.balancer.equal;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;

/**
 * A request of a client, made of parts.
 *
 * @param fields each line without its end, in order
 * @param body with its framing
 * @param waits whether the client waits for its answer before it sends anything else
 */
record GeneratedRequest(String method, String target, String version, List<String> fields, String body, boolean waits) {
    boolean isHead() {
        return method.equals("HEAD");
    }

    /** Whether the client wants to be told that the node wants the body. */
    boolean expects() {
        return fields.stream().anyMatch(field -> field.contains("\r\nExpect:"));
    }

    /** The same, and the client waits for its answer. */
    GeneratedRequest waiting() {
        return new GeneratedRequest(method, target, version, fields, body, true);
    }

    /** The same by HTTP/1.1. */
    GeneratedRequest modern() {
        return new GeneratedRequest(method, target, "1.1", fields, body, waits);
    }

    String bytes() {
        return method + " " + target + " HTTP/" + version + "\r\n"
                + fields.stream().map(field -> field + "\r\n").collect(joining()) + "\r\n" + body;
    }

    /** Of a field of this name; the node is asked for it too. */
    boolean has(String name) {
        return fields.stream().anyMatch(field -> field.toLowerCase(Locale.ROOT).startsWith(name + ":"));
    }
}
