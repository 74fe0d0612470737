package balanza.balancer.strict;

import balanza.balancer.Answer;
import balanza.balancer.Wire;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A way for a node to answer, and what a client must see of it.
 *
 * @param rule the number of the rule that says so
 * @param name what is odd
 * @param asking what the client asks for
 * @param steps what the node does when it has the request; then it waits for the next one
 * @param expected what the client sees
 */
public record OddAnswer(int rule, String name, Asking asking, List<Step> steps, Expected expected) {
    /** No client ever sees it. Whatever a node sends that belongs to no answer has it. */
    public static final String POISON = "POISON";

    /** What a client sends. */
    public enum Asking {
        GET("GET", ""),
        HEAD("HEAD", ""),
        /** Whose failure is told with another status, as it must not be repeated. */
        POST("POST", "Content-Length: 5\r\n\r\nhello"),
        /** It sends no more than this until it has an answer. */
        HALF_A_POST("POST", "Content-Length: 10\r\n\r\nhello");

        private final String method;
        private final String rest;

        Asking(String method, String rest) {
            this.method = method;
            this.rest = rest;
        }

        /** The request for a path. */
        public String request(String path) {
            return method + " " + path + " HTTP/1.1\r\nHost: x\r\n" + (rest.isEmpty() ? "\r\n" : rest);
        }
    }

    /** What a node does. */
    public sealed interface Step {
        /** Sends it in one piece. */
        record Send(String bytes) implements Step {}

        /** Sends it byte by byte. */
        record Trickle(String bytes) implements Step {}

        /** Waits until the client has its answer. */
        record UntilDelivered() implements Step {}

        /** Ends the connection in good order. */
        record Close() implements Step {}

        /** Breaks the connection off. */
        record Reset() implements Step {}
    }

    /** What a client sees. */
    public sealed interface Expected {
        /** The answer, whose body is told without its framing, and whose head without {@code Transfer-Encoding}. */
        record Relayed(Answer answer) implements Expected {}

        /** An error of ours: 412/04, or 502/05 if it must not be repeated. */
        record Failed() implements Expected {}

        /** The beginning of an answer or nothing, and an end that cannot be taken for the answer's. */
        record Cut() implements Expected {}
    }

    static OddAnswer odd(int rule, String name, String... bytes) {
        var steps = Arrays.stream(bytes).<Step>map(Step.Send::new).toList();
        return new OddAnswer(rule, name, Asking.GET, steps, new Expected.Failed());
    }

    OddAnswer to(Asking other) {
        return new OddAnswer(rule, name, other, steps, expected);
    }

    OddAnswer then(Step step) {
        var more = new ArrayList<>(steps);
        more.add(step);
        return new OddAnswer(rule, name, asking, List.copyOf(more), expected);
    }

    OddAnswer then(String bytes) {
        return then(new Step.Send(bytes));
    }

    OddAnswer thenTrickles(String bytes) {
        return then(new Step.Trickle(bytes));
    }

    OddAnswer thenCloses() {
        return then(new Step.Close());
    }

    OddAnswer thenResets() {
        return then(new Step.Reset());
    }

    OddAnswer isCut() {
        return new OddAnswer(rule, name, asking, steps, new Expected.Cut());
    }

    /** It is relayed so; {@code lines} are the status line and the fields, then an empty line and the body. */
    OddAnswer isRelayedAs(String... lines) {
        var fields = List.of(lines).subList(1, lines.length - 2);
        var answer = new Answer(lines[0], fields, lines[lines.length - 1]);
        return new OddAnswer(rule, name, asking, steps, new Expected.Relayed(answer));
    }

    /** All that the node sends. */
    public String bytes() {
        var bytes = new StringBuilder();
        for (var step : steps) {
            if (step instanceof Step.Send send) {
                bytes.append(send.bytes());
            } else if (step instanceof Step.Trickle trickle) {
                bytes.append(trickle.bytes());
            }
        }
        return bytes.toString();
    }

    /**
     * Plays the node's part.
     *
     * @param untilDelivered returns when the client has its answer
     */
    public void play(Wire balancer, Runnable untilDelivered) throws Exception {
        for (var step : steps) {
            if (step instanceof Step.Send send) {
                balancer.send(send.bytes());
            } else if (step instanceof Step.Trickle trickle) {
                for (int i = 0; i < trickle.bytes().length(); i++) {
                    balancer.send(trickle.bytes().substring(i, i + 1));
                }
            } else if (step instanceof Step.UntilDelivered) {
                untilDelivered.run();
            } else if (step instanceof Step.Reset) {
                balancer.reset();
            } else {
                balancer.close();
            }
        }
    }

    @Override
    public String toString() {
        return "rule " + rule + ": " + name + (asking == Asking.GET ? "" : " (" + asking + ")");
    }
}
