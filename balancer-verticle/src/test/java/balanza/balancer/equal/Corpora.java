package balanza.balancer.equal;

import balanza.balancer.strict.OddAnswer;
import balanza.balancer.strict.OddAnswer.Asking;
import balanza.balancer.strict.OddAnswers;
import balanza.balancer.strict.OddNode;
import balanza.balancer.strict.RequestCase;
import balanza.balancer.strict.RequestCorpus;
import balanza.contract.AppSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The corpora of requests and answers, as conversations. */
final class Corpora {
    private static final String PATH = "/api/balance/{app}";
    private static final int HALF = 5;
    private static final int PIECES = 20;

    private Corpora() {}

    /** Each request in one go, with a further one behind it. */
    static Stream<Conversation> requests() {
        return cases().map(asked -> requests(
                asked,
                "in one piece",
                List.of(ClientStep.send(asked.bytes() + (asked.closes() ? "" : Conversation.GOODBYE)))));
    }

    /** Each request in some pieces, and a further one once it is answered. */
    static Stream<Conversation> piecemeal() {
        return cases().map(asked -> {
            var steps = new ArrayList<ClientStep>();
            steps.add(ClientStep.sendPieces(asked.bytes(), 1 + asked.bytes().length() / PIECES));
            steps.add(new ClientStep.AwaitAnswers((int) asked.replies().stream()
                    .filter(reply -> reply.status() >= 200)
                    .count()));
            if (!asked.closes()) {
                steps.add(ClientStep.send(Conversation.GOODBYE));
            }
            return requests(asked, "in pieces", steps);
        });
    }

    /** Each answer to each kind of request, and two requests after it. */
    static Stream<Conversation> answers() {
        return OddAnswers.all().stream().flatMap(odd -> Stream.concat(
                        Stream.of(Asking.GET, Asking.HEAD, Asking.POST),
                        Stream.of(Asking.HALF_A_POST).filter(odd.asking()::equals))
                .map(asking -> answer(odd, asking)));
    }

    private static Stream<RequestCase> cases() {
        return RequestCorpus.all().map(asked -> asked.on("{app}", "mark"));
    }

    private static Conversation requests(RequestCase asked, String how, List<ClientStep> steps) {
        var heads = asked.replies().stream().map(RequestCase.Reply::toHead).toList();
        var all = new ArrayList<>(heads);
        all.add(false);
        return new Conversation(
                asked + ", " + how, AppSettings.DEFAULT, List.of(NodePart.answering()), false, steps, List.copyOf(all));
    }

    private static Conversation answer(OddAnswer odd, Asking asking) {
        var turn = new NodeTurn(
                asking == Asking.HALF_A_POST ? HALF : NodeTurn.ALL, false, odd.steps(), List.of(), List.of());
        var steps = List.of(
                ClientStep.send(asking.request(PATH + OddNode.ODD)),
                new ClientStep.AwaitAnswers(1),
                new ClientStep.Delivered(),
                ClientStep.send("GET " + PATH + "/probe HTTP/1.1\r\nHost: x\r\n\r\n"),
                new ClientStep.AwaitAnswers(2),
                ClientStep.send(Conversation.GOODBYE));
        return new Conversation(
                odd + " to " + asking,
                AppSettings.DEFAULT,
                List.of(NodePart.answering(turn)),
                false,
                steps,
                List.of(asking == Asking.HEAD, false));
    }
}
