package balanza.balancer.equal;

import balanza.contract.AppSettings;
import balanza.contract.HashOn;
import balanza.contract.PolicyName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Conversations in which nothing depends on who is faster: no client leaves, no node answers early, none closes a connection
 * after an answer without saying so, and nodes are chosen in turns or by what is asked.
 */
final class Conversations {
    private Conversations() {}

    static Arbitrary<Conversation> any() {
        return Combinators.combine(
                        settings(AppSettings.Timeouts.DEFAULT),
                        nodes(),
                        Requests.any().list().ofMinSize(1).ofMaxSize(5),
                        cuts(),
                        Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true)))
                .as((settings, nodes, requests, cuts, tls) ->
                        had(settings, nodes, tls, cuts, bearable(requests, nodes)));
    }

    private static Conversation had(
            AppSettings settings,
            List<NodePart> nodes,
            boolean tls,
            List<Integer> cuts,
            List<GeneratedRequest> requests) {
        return of("generated", settings, nodes, tls, steps(requests, cuts), requests);
    }

    /** An HTTP/1.0 client of an answer that is cut is reset, and how much of a long one it has then is a matter of time. */
    private static List<GeneratedRequest> bearable(List<GeneratedRequest> requests, List<NodePart> nodes) {
        return nodes.stream().anyMatch(NodePart::closesOnMuch)
                ? requests.stream().map(GeneratedRequest::modern).toList()
                : requests;
    }

    static Conversation of(
            String name,
            AppSettings settings,
            List<NodePart> nodes,
            boolean tls,
            List<ClientStep> steps,
            List<GeneratedRequest> requests) {
        return new Conversation(name, settings, nodes, tls, steps, heads(requests));
    }

    private static List<Boolean> heads(List<GeneratedRequest> requests) {
        var heads =
                new ArrayList<>(requests.stream().map(GeneratedRequest::isHead).toList());
        heads.add(false); // The last one.
        return List.copyOf(heads);
    }

    /** Whether the first is a HEAD, and those that follow. */
    static List<Boolean> heads(boolean first, List<GeneratedRequest> later) {
        var heads = new ArrayList<>(List.of(first));
        heads.addAll(heads(later));
        return List.copyOf(heads);
    }

    static List<ClientStep> steps(List<GeneratedRequest> requests, List<Integer> cuts) {
        return steps(requests, 0, cuts);
    }

    /** @param before requests that are answered already */
    static List<ClientStep> steps(List<GeneratedRequest> requests, int before, List<Integer> cuts) {
        var steps = new ArrayList<ClientStep>();
        var text = new StringBuilder();
        for (int i = 0; i < requests.size(); i++) {
            text.append(requests.get(i).bytes());
            if (requests.get(i).waits()) {
                steps.add(new ClientStep.Send(text.toString(), cuts));
                steps.add(new ClientStep.AwaitAnswers(before + i + 1));
                text.setLength(0);
            }
        }
        steps.add(new ClientStep.Send(text + Conversation.GOODBYE, cuts));
        return List.copyOf(steps);
    }

    static Arbitrary<List<Integer>> cuts() {
        var some = Arbitraries.integers()
                .between(1, 2_000)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(all -> {
                    var sorted = new ArrayList<>(all);
                    Collections.sort(sorted);
                    return List.copyOf(sorted);
                });
        return Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.just(List.of())), Tuple.of(1, some));
    }

    static Arbitrary<List<NodePart>> nodes() {
        Arbitrary<NodePart> answers = Answers.any().list().ofMaxSize(5).map(NodePart.Answers::new);
        var parts =
                Arbitraries.frequencyOf(Tuple.of(9, answers), Tuple.of(1, Arbitraries.just(new NodePart.Refuses())));
        return parts.list().ofMinSize(1).ofMaxSize(2);
    }

    static Arbitrary<AppSettings> settings(AppSettings.Timeouts timeouts) {
        var choice = Arbitraries.of(
                Tuple.of(PolicyName.ROUND_ROBIN, HashOn.ADDRESS),
                Tuple.of(PolicyName.HASH, HashOn.ADDRESS),
                Tuple.of(PolicyName.HASH, HashOn.of("header:x-key")),
                Tuple.of(PolicyName.HASH, HashOn.of("header:host")),
                Tuple.of(PolicyName.HASH, HashOn.of("cookie:key")));
        var attempts = Arbitraries.of(1, 2).injectNull(0.6);
        return Combinators.combine(choice, attempts, Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as((chosen, tries, sticky, open) -> new AppSettings(
                        chosen.get1(),
                        chosen.get2(),
                        sticky,
                        new AppSettings.Retry(tries, null),
                        timeouts,
                        AppSettings.Limits.DEFAULT,
                        open,
                        0,
                        AppSettings.HealthCheck.DEFAULT));
    }
}
