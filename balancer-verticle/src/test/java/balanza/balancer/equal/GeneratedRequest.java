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

    String bytes() {
        return method + " " + target + " HTTP/" + version + "\r\n"
                + fields.stream().map(field -> field + "\r\n").collect(joining()) + "\r\n" + body;
    }

    /** Of a field of this name; the node is asked for it too. */
    boolean has(String name) {
        return fields.stream().anyMatch(field -> field.toLowerCase(Locale.ROOT).startsWith(name + ":"));
    }
}
