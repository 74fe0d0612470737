package balanza.balancer.equal;

import balanza.contract.AppSettings;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Conversations in which something becomes of a node that has a request and has not begun to answer it. */
final class Changes {
    private Changes() {}

    static Arbitrary<Conversation> any() {
        return Combinators.combine(
                        Conversations.settings(AppSettings.Timeouts.DEFAULT),
                        nodes(),
                        // Whether the node's wish for the body or its fate is heard of first is a matter of time.
                        Requests.any().filter(request -> !request.expects()).map(GeneratedRequest::waiting),
                        Requests.any().list().ofMaxSize(3),
                        Arbitraries.of(Fate.values()),
                        Arbitraries.of(true, false))
                .as(Changes::conversation);
    }

    private static Conversation conversation(
            AppSettings settings,
            List<NodePart> nodes,
            GeneratedRequest first,
            List<GeneratedRequest> later,
            Fate fate,
            boolean tls) {
        var steps = new ArrayList<ClientStep>();
        steps.add(ClientStep.send(first.bytes()));
        steps.add(new ClientStep.AwaitTaken(1, 1));
        steps.add(new ClientStep.Change(fate));
        if (fate == Fate.DOWN) {
            steps.add(new ClientStep.AwaitTaken(2, 1)); // It goes elsewhere, or is refused.
        }
        steps.add(new ClientStep.Delivered());
        steps.add(new ClientStep.AwaitAnswers(1));
        steps.addAll(Conversations.steps(later, 1, List.of()));
        var all = new ArrayList<>(List.of(first));
        all.addAll(later);
        return Conversations.of("a node is " + fate, settings, nodes, tls, steps, all);
    }

    /** Whichever is asked first answers late; and so does the one that is asked instead. */
    private static Arbitrary<List<NodePart>> nodes() {
        Arbitrary<NodePart> answers = Combinators.combine(
                        Answers.any().map(NodeTurn::onceDelivered),
                        Answers.any().list().ofMaxSize(3))
                .as((first, later) -> {
                    var turns = new ArrayList<>(List.of(first));
                    turns.addAll(later);
                    return new NodePart.Answers(turns);
                });
        var parts =
                Arbitraries.frequencyOf(Tuple.of(9, answers), Tuple.of(1, Arbitraries.just(new NodePart.Refuses())));
        return parts.list().ofMinSize(1).ofMaxSize(3);
    }
}
