package balanza.balancer.strict;

import java.util.List;

/**
 * A request as a node saw it.
 *
 * @param target as it stood on the request line
 * @param fields each line without its end, in order
 * @param body without the framing
 */
public record Seen(String method, String target, List<String> fields, String body) {
    /** What an answer of {@link StrictNode} says, so that everybody knows whose it is. */
    public String told() {
        return method + " " + target + " " + body.length();
    }

    @Override
    public String toString() {
        return told();
    }
}
