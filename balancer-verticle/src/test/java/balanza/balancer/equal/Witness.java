package balanza.balancer.equal;

import java.util.ArrayList;
import java.util.List;

/**
 * What was seen of one side of a conversation, without what must differ: ports, and the ids of requests.
 *
 * @param client each answer that came, then the rest and how the connection ended
 * @param nodes for each node what it was asked
 */
record Witness(List<String> client, List<List<String>> nodes) {
    static Witness of(Side side, Conversation conversation, String received, String end) {
        var names = new Names(side);
        var came = Received.of(received, conversation, end.equals("closed"));
        var client = new ArrayList<String>();
        for (var answer : came.answers()) {
            client.add(names.in(answer.head()) + (answer.whole() ? "whole: " : "cut: ") + names.in(answer.body()));
        }
        client.add("rest: " + names.in(came.rest()));
        client.add("end: " + end(came, conversation, end));
        var nodes = side.nodes().stream()
                .map(node -> node.asked().stream()
                        .map(asked -> names.in(asked.head) + (asked.whole ? "whole: " : "cut: ") + asked.body)
                        .toList())
                .toList();
        return new Witness(client, nodes);
    }

    /** Who sends on when the other side has closed may be told so by a reset, or be done before. */
    private static String end(Received came, Conversation conversation, String end) {
        boolean sentOn = came.finals() < conversation.heads().size();
        return sentOn && end.equals("reset") ? "closed" : end;
    }

    /** Whether a line is of a request that did not come whole. */
    static boolean isCutRequest(String line) {
        return line.startsWith("node") && line.contains("\r\n\r\ncut: ");
    }

    /** Whether a line is of an answer that did not come whole, and may have been longer than what a client's window surely holds. */
    static boolean isLongCutAnswer(String line) {
        return line.startsWith("client") && line.contains("\r\n\r\ncut: ") && line.length() > NodeTurn.WINDOW;
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        client.forEach(answer -> lines.add("client  " + answer));
        for (int i = 0; i < nodes.size(); i++) {
            for (var asked : nodes.get(i)) {
                lines.add("node" + i + "  " + asked);
            }
        }
        return lines;
    }
}
