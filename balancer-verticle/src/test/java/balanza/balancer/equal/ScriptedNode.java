package balanza.balancer.equal;

import balanza.balancer.RawNode;
import balanza.balancer.Wire;
import balanza.balancer.strict.OddAnswer;
import balanza.contract.Endpoint;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Plays a node's part of one conversation, and keeps all that it is asked. */
final class ScriptedNode implements Closeable {
    /** What is longer is read in pieces, of which the last may be lost where it does not come whole. */
    private static final int LONG = 1024 * 1024;

    private static final int PIECE = 64 * 1024;

    private final int number;
    private final NodePart part;
    private final Progress progress;
    private final RawNode node;
    private final Socket refusing = new Socket();
    private final Endpoint endpoint;
    private final List<Asked> asked = new ArrayList<>();

    /** A request as it came; its body without chunks. */
    static final class Asked {
        final String head;
        final StringBuilder body = new StringBuilder();
        boolean whole;

        private Asked(String head) {
            this.head = head;
        }
    }

    /** @param number which of the conversation's nodes it is */
    ScriptedNode(int number, NodePart part, Progress progress) throws IOException {
        this.number = number;
        this.part = part;
        this.progress = progress;
        node = part instanceof NodePart.Answers ? RawNode.playing((wire, self) -> serve(wire)) : null;
        refusing.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)); // Nobody else gets the port.
        endpoint = node == null ? new Endpoint("127.0.0.1", refusing.getLocalPort()) : node.endpoint();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** What it was asked, in order. */
    List<Asked> asked() {
        synchronized (progress) {
            return List.copyOf(asked);
        }
    }

    @Override
    public void close() throws IOException {
        refusing.close();
        if (node != null) {
            node.close();
        }
    }

    private void serve(Wire wire) throws Exception {
        for (; ; ) {
            var request = new Asked(wire.head());
            NodeTurn turn;
            synchronized (progress) {
                turn = turn(asked.size());
                asked.add(request);
                progress.nodeAsked(number);
            }
            try {
                if (turn != null && turn.late()) {
                    progress.untilStill();
                }
                take(request, wire, turn == null ? NodeTurn.ALL : turn.takes());
                progress.nodeTook();
                play(turn, request, wire);
            } finally {
                progress.nodeThrough();
            }
        }
    }

    private NodeTurn turn(int request) {
        var turns = ((NodePart.Answers) part).turns();
        return request < turns.size() ? turns.get(request) : null;
    }

    private void play(NodeTurn turn, Asked request, Wire wire) throws Exception {
        if (turn == null) {
            wire.send(own(request));
            return;
        }
        for (var step : turn.steps(request.head.startsWith("HEAD "))) {
            new OddAnswer(0, "", OddAnswer.Asking.GET, List.of(step), new OddAnswer.Expected.Failed())
                    .play(wire, this::untilDelivered);
            progress.moved();
        }
    }

    private void untilDelivered() {
        try {
            progress.untilDelivered();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** So that nobody can get another's answer unnoticed. */
    private static String own(Asked request) {
        var line = request.head.substring(0, request.head.indexOf("\r\n"));
        var body = line + " " + request.body.length();
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + (line.startsWith("HEAD ") ? "" : body);
    }

    private void take(Asked request, Wire wire, long most) throws IOException {
        var head = request.head.toLowerCase(Locale.ROOT);
        if (head.contains("\r\nexpect: 100-continue\r\n")) {
            wire.send("HTTP/1.1 100 Continue\r\n\r\n");
        }
        if (head.contains("\r\ntransfer-encoding: chunked\r\n")) {
            request.body.append(wire.chunks());
            request.whole = true;
            return;
        }
        int at = head.indexOf("\r\ncontent-length: ");
        long length = at < 0 ? 0 : Long.parseLong(head.substring(at + 18, head.indexOf("\r\n", at + 2)));
        for (long left = Math.min(length, most); left > 0; left = Math.min(length, most) - request.body.length()) {
            request.body.append(wire.text(length > LONG ? (int) Math.min(left, PIECE) : 1));
        }
        request.whole = request.body.length() == length;
    }
}
