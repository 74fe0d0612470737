package balanza.balancer.equal;

import balanza.balancer.strict.OddAnswer.Step;
import balanza.contract.AppSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Conversations in which a side goes silent, and is not waited for for ever. */
final class Stalls {
    /** So long that nobody is taken for silent who is only busy. */
    private static final int MILLIS = 2_000;

    private static final String[] BEGINNINGS = {
        "",
        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n",
    };
    private static final String[] METHODS = {"POST", "PUT", "DELETE", "PATCH", "GET"};

    private Stalls() {}

    static Arbitrary<Conversation> any() {
        return Arbitraries.frequencyOf(Tuple.of(20, ofNode()), Tuple.of(12, ofClient()), Tuple.of(1, ofTakingNode()));
    }

    /** A node says nothing, or not all. */
    private static Arbitrary<Conversation> ofNode() {
        var some = Answers.any().list().ofMaxSize(1);
        var part = Combinators.combine(some, stalled(), some)
                .as((before, stalled, after) ->
                        (NodePart) new NodePart.Answers(Stream.of(before, List.of(stalled), after)
                                .flatMap(List::stream)
                                .toList()));
        return Combinators.combine(
                        settings(),
                        part.list().ofMinSize(1).ofMaxSize(2),
                        Requests.any().list().ofMinSize(1).ofMaxSize(3),
                        Conversations.cuts(),
                        Arbitraries.of(true, false))
                .as((settings, nodes, requests, cuts, tls) -> Conversations.of(
                        "a node stalls", settings, nodes, tls, Conversations.steps(requests, cuts), requests));
    }

    /** A client does not send all of a body. */
    private static Arbitrary<Conversation> ofClient() {
        var lengths = Arbitraries.integers().between(0, 3_000);
        return Combinators.combine(
                        settings(),
                        Conversations.nodes(),
                        Requests.any().map(GeneratedRequest::waiting).list().ofMaxSize(2),
                        Arbitraries.of(METHODS),
                        lengths,
                        Arbitraries.of(true, false))
                .as(Stalls::clientStalls);
    }

    private static Conversation clientStalls(
            AppSettings settings,
            List<NodePart> nodes,
            List<GeneratedRequest> before,
            String method,
            int sent,
            boolean tls) {
        var steps = new ArrayList<ClientStep>();
        for (int i = 0; i < before.size(); i++) {
            steps.add(ClientStep.send(before.get(i).bytes()));
            steps.add(new ClientStep.AwaitAnswers(i + 1));
        }
        steps.add(ClientStep.send(
                method + " /api/balance/{app}/stalled HTTP/1.1\r\nHost: x\r\nContent-Length: 3001\r\n\r\n"
                        + "x".repeat(sent)));
        return Conversations.of("a client stalls", settings, nodes, tls, steps, before);
    }

    private static Arbitrary<NodeTurn> stalled() {
        var silent = Arbitraries.of(BEGINNINGS).map(NodeTurn::answering);
        var body = Bodies.data().map(data -> data.isEmpty() ? "x" : data);
        var counted = body.map(data -> said("Content-Length: " + (data.length() + 1), data));
        var chunked = body.map(
                data -> said("Transfer-Encoding: chunked", Integer.toHexString(data.length() + 1) + "\r\n" + data));
        var endless = body.map(data -> said("X: y", data));
        return Arbitraries.frequencyOf(
                Tuple.of(5, silent), Tuple.of(3, counted), Tuple.of(2, chunked), Tuple.of(1, endless));
    }

    private static NodeTurn said(String framing, String body) {
        return NodeTurn.saying("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n", body, List.of(), false);
    }

    private static Arbitrary<AppSettings> settings() {
        return Conversations.settings(new AppSettings.Timeouts(null, MILLIS, MILLIS, null));
    }

    /** A node takes a part of a body, and the rest of it not. */
    private static Arbitrary<Conversation> ofTakingNode() {
        var turn =
                new NodeTurn(1_000, false, List.of(new Step.UntilDelivered(), new Step.Close()), List.of(), List.of());
        return Combinators.combine(settings(), Arbitraries.of("POST", "PUT"), Arbitraries.of(true, false))
                .as((settings, method, tls) -> new Conversation(
                        "a node takes no more",
                        settings,
                        List.of(NodePart.answering(turn), NodePart.answering(turn)),
                        tls,
                        List.of(
                                ClientStep.send(method
                                        + " /api/balance/{app}/stalled HTTP/1.1\r\nHost: x\r\nContent-Length: "
                                        + SlowSides.LONG.length() + "\r\n\r\n"),
                                ClientStep.send(SlowSides.LONG),
                                new ClientStep.AwaitAnswers(1),
                                new ClientStep.Delivered()),
                        List.of(false, false)));
    }
}
