package balanza.balancer.equal;

import balanza.contract.AppSettings;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Conversations in which a side takes nothing of something long until the other side cannot send any more of it. */
final class SlowSides {
    /** More than all that is between two sides holds. */
    static final String LONG = "uvwxyz-\n".repeat(1024 * 1024);

    private static final int CHUNK = 60_000;
    private static final String CHUNKED = "ea60\r\n" + "x".repeat(CHUNK) + "\r\n";
    private static final String LONG_CHUNKED = CHUNKED.repeat(LONG.length() / CHUNK) + "0\r\n\r\n";
    private static final List<Integer> PIECES = IntStream.iterate(CHUNK, at -> at < LONG.length(), at -> at + CHUNK)
            .boxed()
            .toList();

    private SlowSides() {}

    static Arbitrary<Conversation> any() {
        return Arbitraries.oneOf(client(), node());
    }

    private static Arbitrary<Conversation> client() {
        var answers = Arbitraries.of(
                NodeTurn.saying(
                        "HTTP/1.1 200 OK\r\nContent-Length: " + LONG.length() + "\r\n\r\n", LONG, PIECES, false),
                NodeTurn.saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", LONG_CHUNKED, PIECES, false),
                NodeTurn.saying("HTTP/1.1 200 OK\r\n\r\n", LONG, PIECES, true));
        return Combinators.combine(answers, later(), Arbitraries.of(true, false))
                .as((answer, later, tls) -> {
                    var steps = List.of(
                            ClientStep.send("GET /api/balance/{app}/long HTTP/1.1\r\nHost: x\r\n\r\n"),
                            new ClientStep.AwaitStill(),
                            new ClientStep.Read(),
                            ClientStep.send(bytes(later) + Conversation.GOODBYE));
                    return slow("a client reads late", List.of(answer), tls, steps, later);
                });
    }

    private static Arbitrary<Conversation> node() {
        var framings = Arbitraries.of(
                Tuple.of("Content-Length: " + LONG.length(), LONG),
                Tuple.of("Transfer-Encoding: chunked", LONG_CHUNKED));
        return Combinators.combine(framings, Answers.any(), later(), Arbitraries.of(true, false))
                .as((framing, answer, later, tls) -> {
                    var steps = List.of(
                            ClientStep.send("POST /api/balance/{app}/long HTTP/1.1\r\nHost: x\r\n" + framing.get1()
                                    + "\r\n\r\n"),
                            ClientStep.send(framing.get2()),
                            new ClientStep.AwaitAnswers(1),
                            ClientStep.send(bytes(later) + Conversation.GOODBYE));
                    return slow("a node takes a body late", List.of(answer.takingLate()), tls, steps, later);
                });
    }

    private static Conversation slow(
            String name, List<NodeTurn> turns, boolean tls, List<ClientStep> steps, List<GeneratedRequest> later) {
        return new Conversation(
                name,
                AppSettings.DEFAULT,
                List.of(new NodePart.Answers(turns)),
                tls,
                steps,
                Conversations.heads(false, later));
    }

    private static Arbitrary<List<GeneratedRequest>> later() {
        return Requests.any().list().ofMaxSize(2);
    }

    private static String bytes(List<GeneratedRequest> requests) {
        return String.join("", requests.stream().map(GeneratedRequest::bytes).toList());
    }
}
