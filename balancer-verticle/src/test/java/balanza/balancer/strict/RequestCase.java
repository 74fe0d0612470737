package balanza.balancer.strict;

import java.util.List;

/**
 * What a client sends on one connection, and what must come of it. In all texts <code>{app}</code> stands for the name of an
 * app with one {@link StrictNode}, and <code>{m}</code> for a mark by which requests of different cases are told apart.
 *
 * @param rule of {@code proxy-rules.md}
 * @param bytes ISO 8859-1
 * @param replies in this order, and no others
 * @param closes whether the connection is closed after them; otherwise the next request on it is answered
 * @param mayBeCut whether a node may see the beginning of a request that never ends
 */
public record RequestCase(int rule, String name, String bytes, List<Reply> replies, boolean closes, boolean mayBeCut) {
    /** Where the balancer's cases go; the node sees what follows the app's name. */
    public static final String PATH = "/api/balance/{app}/{m}";

    /** What {@link #PATH} is to the node. */
    public static final String AT_NODE = "/{m}";

    /**
     * One answer.
     *
     * @param seen what the node saw and answered, {@link Seen#told()}; {@code ""} if the balancer answered by itself
     * @param field a header field that the node must have seen, {@code ""} if none is looked for
     */
    public record Reply(int status, String seen, String field) {
        public boolean toHead() {
            return seen.startsWith("HEAD ");
        }
    }

    /** The balancer refuses, and closes; the node sees nothing of it. */
    public static RequestCase refused(int rule, String name, int status, String bytes) {
        return new RequestCase(rule, name, bytes, List.of(ours(status)), true, false);
    }

    /** The balancer refuses the body, and closes; the node sees no end of it. */
    public static RequestCase brokenBody(String name, String bytes) {
        return new RequestCase(1, name, bytes, List.of(ours(400)), true, true);
    }

    /** The balancer answers by itself, and goes on. */
    public static RequestCase answered(int rule, String name, int status, String bytes) {
        return new RequestCase(rule, name, bytes, List.of(ours(status)), false, false);
    }

    /** The node sees this, and answers. */
    public static RequestCase forwarded(int rule, String name, String seen, String bytes) {
        return sequence(rule, name, bytes, nodes(seen));
    }

    /** The node sees this, and this field too. */
    public static RequestCase forwardedWith(int rule, String name, String field, String bytes) {
        return sequence(rule, name, bytes, new Reply(200, "GET " + AT_NODE + " 0", field));
    }

    public static RequestCase sequence(int rule, String name, String bytes, Reply... replies) {
        return new RequestCase(rule, name, bytes, List.of(replies), false, false);
    }

    public static Reply ours(int status) {
        return new Reply(status, "", "");
    }

    public static Reply nodes(String seen) {
        return new Reply(200, seen, "");
    }

    /** The same, but the connection ends with the last answer. */
    public RequestCase thenCloses() {
        return new RequestCase(rule, name, bytes, replies, true, mayBeCut);
    }

    /** A head whose target is {@link #PATH}, with these fields after a good {@code Host}, and the empty line. */
    public static String get(String... fields) {
        return head("GET " + PATH + " HTTP/1.1", "Host: x", String.join("\r\n", fields));
    }

    /** Likewise. */
    public static String post(String... fields) {
        return head("POST " + PATH + " HTTP/1.1", "Host: x", String.join("\r\n", fields));
    }

    /** These lines and the empty one; empty ones among them are left out. */
    public static String head(String... lines) {
        var head = new StringBuilder();
        for (var line : lines) {
            if (!line.isEmpty()) {
                head.append(line).append("\r\n");
            }
        }
        return head + "\r\n";
    }

    /** This case for that app, with a mark of its own. */
    public RequestCase on(String app, String mark) {
        var filled = replies.stream()
                .map(reply -> new Reply(reply.status(), fill(reply.seen(), app, mark), reply.field()))
                .toList();
        return new RequestCase(rule, name, fill(bytes, app, mark), filled, closes, mayBeCut);
    }

    private static String fill(String text, String app, String mark) {
        return text.replace("{app}", app).replace("{m}", mark);
    }

    @Override
    public String toString() {
        return "rule " + rule + ": " + name;
    }
}
