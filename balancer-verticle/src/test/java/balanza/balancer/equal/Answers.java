package balanza.balancer.equal;

import balanza.balancer.strict.OddAnswer.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What nodes do with whole requests. */
final class Answers {
    private static final String[] GARBAGE = {
        "POISON\r\n\r\n",
        "HTTP/1.1 200 OK\nContent-Length: 0\n\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nContent-Length: 5\r\n\r\nPOISON",
        "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\nPOISON",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nPOISON",
        "HTTP/1.1 103 Early Hints\r\n\r\n" + "garbage",
    };

    private Answers() {}

    static Arbitrary<NodeTurn> any() {
        return Arbitraries.frequencyOf(Tuple.of(16, good()), Tuple.of(1, garbage()), Tuple.of(1, none()));
    }

    /** Said in pieces, the connection kept or not, whole or cut. */
    private static Arbitrary<NodeTurn> good() {
        return Combinators.combine(
                        head(),
                        Fields.ofAnswer(),
                        framing(),
                        pieces(),
                        Arbitraries.integers().between(0, 30))
                .as(Answers::turn);
    }

    private static Arbitrary<NodeTurn> garbage() {
        return Combinators.combine(Arbitraries.of(GARBAGE), Arbitraries.of(true, false))
                .as((bytes, closes) -> NodeTurn.answering(
                        closes ? List.of(new Step.Send(bytes), new Step.Close()) : List.of(new Step.Send(bytes))));
    }

    private static Arbitrary<NodeTurn> none() {
        return Arbitraries.of(
                NodeTurn.answering(List.of(new Step.Close())), NodeTurn.answering(List.of(new Step.Reset())));
    }

    /** @param interim what comes before */
    private record Head(String interim, String line, int status) {}

    /** @param field {@code ""} for none: until the connection ends */
    private record Framing(String field, String body) {}

    private static NodeTurn turn(Head head, List<String> others, Framing framing, List<Integer> cuts, int lacking) {
        var fields = new ArrayList<>(others);
        boolean bodiless = head.status() == 204 || head.status() == 304;
        boolean untilClose = framing.field().isEmpty() && !bodiless;
        if (!framing.field().isEmpty()) {
            fields.add(fields.size() / 2, framing.field());
        }
        var bytes = head.interim() + head.line() + "\r\n" + String.join("\r\n", fields)
                + (fields.isEmpty() ? "" : "\r\n") + "\r\n";
        var body = bodiless ? "" : framing.body();
        boolean cut = lacking > 0 && lacking <= Math.min(3, body.length()) && !untilClose;
        boolean closes = connection(others, "close")
                || (head.line().startsWith("HTTP/1.0") && !connection(others, "keep-alive"));
        return NodeTurn.saying(
                bytes, cut ? body.substring(0, body.length() - lacking) : body, cuts, cut || untilClose || closes);
    }

    private static boolean connection(List<String> fields, String option) {
        return fields.stream().anyMatch(field -> field.matches("(?i)connection:\\s*" + option + "\\s*"));
    }

    private static Arbitrary<Head> head() {
        var interim = Arbitraries.frequency(
                Tuple.of(12, ""),
                Tuple.of(1, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nConnection: X-A\r\nX-A: 1\r\n\r\n"),
                Tuple.of(1, "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 100 Continue\r\nX: \u00fc\r\n\r\n"));
        var status = Arbitraries.frequency(
                Tuple.of(12, 200),
                Tuple.of(3, 204),
                Tuple.of(3, 304),
                Tuple.of(1, 201),
                Tuple.of(1, 299),
                Tuple.of(1, 302),
                Tuple.of(1, 404),
                Tuple.of(1, 500),
                Tuple.of(1, 503),
                Tuple.of(1, 599));
        var reason = Arbitraries.frequency(
                Tuple.of(8, " OK"),
                Tuple.of(1, ""),
                Tuple.of(1, " "),
                Tuple.of(1, "  Two  Words "),
                Tuple.of(1, " \u00dcber"));
        var version = Arbitraries.frequency(Tuple.of(20, "HTTP/1.1 "), Tuple.of(1, "HTTP/1.0 "));
        return Combinators.combine(interim, version, status, reason)
                .as((before, spoken, code, words) -> new Head(before, spoken + code + words, code));
    }

    private static Arbitrary<Framing> framing() {
        var counted = Bodies.data().map(body -> new Framing("Content-Length: " + body.length(), body));
        var chunked = Bodies.chunked().map(body -> new Framing("Transfer-Encoding: chunked", body));
        var endless = Bodies.data().map(body -> new Framing("", body));
        return Arbitraries.frequencyOf(Tuple.of(8, counted), Tuple.of(4, chunked), Tuple.of(1, endless));
    }

    private static Arbitrary<List<Integer>> pieces() {
        var cuts = Arbitraries.integers()
                .between(1, 600)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(all -> {
                    var sorted = new ArrayList<>(all);
                    Collections.sort(sorted);
                    return List.copyOf(sorted);
                });
        return Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(List.of())), Tuple.of(1, cuts));
    }
}
