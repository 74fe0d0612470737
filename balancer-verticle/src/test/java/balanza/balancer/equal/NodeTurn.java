package balanza.balancer.equal;

import balanza.balancer.strict.OddAnswer.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a node does with one request.
 *
 * @param takes how many bytes of the request's body it reads before it answers; {@link #ALL} for all
 * @param late whether it reads nothing of it until the client stands still
 * @param answer what it does then, but for what is said below; nothing of it is sent but what is said here
 * @param body of the answer, sent after that unless it was asked with HEAD
 * @param then what it does last, unless it was asked with HEAD
 */
record NodeTurn(long takes, boolean late, List<Step> answer, List<Step> body, List<Step> then) {
    static final long ALL = Long.MAX_VALUE;

    /** What a client's window surely holds, in bytes. */
    static final int WINDOW = 16 * 1024;

    /** Answers a whole request. */
    static NodeTurn answering(List<Step> answer) {
        return new NodeTurn(ALL, false, answer, List.of(), List.of());
    }

    static NodeTurn answering(String answer) {
        return answering(List.of(new Step.Send(answer)));
    }

    /**
     * Answers a whole request with head and body.
     *
     * @param cuts where one piece ends and the next begins, ascending, in either of them
     */
    static NodeTurn saying(String head, String body, List<Integer> cuts, boolean closes) {
        return new NodeTurn(
                ALL, false, pieces(head, cuts), pieces(body, cuts), closes ? List.of(new Step.Close()) : List.of());
    }

    private static List<Step> pieces(String text, List<Integer> cuts) {
        var steps = new ArrayList<Step>();
        int from = 0;
        for (int cut : cuts) {
            int to = Math.min(cut, text.length());
            steps.add(new Step.Send(text.substring(from, to)));
            from = to;
        }
        steps.add(new Step.Send(text.substring(from)));
        return List.copyOf(steps);
    }

    /** The same, once the client stands still. */
    NodeTurn takingLate() {
        return new NodeTurn(takes, true, answer, body, then);
    }

    /** The same, once nodes may go on that wait for it. */
    NodeTurn onceDelivered() {
        var waiting = new ArrayList<Step>(List.of(new Step.UntilDelivered()));
        waiting.addAll(answer);
        return new NodeTurn(takes, late, List.copyOf(waiting), body, then);
    }

    /** Whether the connection ends with the answer, which is longer than what a client's window surely holds. */
    boolean closesOnMuch() {
        int bytes = body.stream()
                .mapToInt(step -> step instanceof Step.Send send ? send.bytes().length() : 0)
                .sum();
        return bytes > WINDOW && !then.isEmpty();
    }

    /** All that it does. */
    List<Step> steps(boolean toHead) {
        return toHead
                ? answer
                : Stream.of(answer, body, then).flatMap(List::stream).toList();
    }

    @Override
    public String toString() {
        return "\n    " + (takes == ALL ? "" : "after " + takes + " bytes ") + (late ? "late " : "")
                + Text.shown(answer.toString()) + " " + Text.shown(body.toString()) + " " + then;
    }
}
