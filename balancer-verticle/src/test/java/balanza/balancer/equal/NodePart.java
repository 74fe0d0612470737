package balanza.balancer.equal;

import java.util.List;

/** The part that one of an app's nodes plays. */
sealed interface NodePart {
    /** Answers its first request so, the next so, and all others with what they are. */
    record Answers(List<NodeTurn> turns) implements NodePart {}

    /** Takes no connections. */
    record Refuses() implements NodePart {}

    /** Whether any of its answers is long and ends with the connection. */
    default boolean closesOnMuch() {
        return this instanceof Answers answers && answers.turns().stream().anyMatch(NodeTurn::closesOnMuch);
    }

    static NodePart answering(NodeTurn... turns) {
        return new Answers(List.of(turns));
    }
}
